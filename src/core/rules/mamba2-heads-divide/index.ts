import { nearestDivisors, setFix, writtenNumber } from '../support';
import { modelRule } from '../rule';
import { graniteHeads } from '../mamba2-head-product';

export const mamba2HeadsDivide = modelRule({
  name: 'mamba2-heads-divide',
  severity: 'error',
  summary: 'Mamba-2 heads divide the inner width.',
  check(model) {
    const found = graniteHeads(model);
    if (!found || found.innerDim % found.heads === 0) return [];
    const { issue, heads, innerDim } = found;
    const isWritten = writtenNumber(model, 'mamba_n_heads') !== undefined;
    const divisors = nearestDivisors(innerDim, heads);
    return [
      {
        pointer: issue.pointer,
        message: `${heads} Mamba heads do not divide the inner width of ${innerDim} (mamba_expand × hidden_size): transformers refuses to load this. Nearest that do: ${divisors.join(', ')}.`,
        fixes: isWritten ? divisors.map((count) => setFix(model, 'mamba_n_heads', count)) : [],
        related: { pointer: model.fields.pointer('mamba_n_heads'), message: `${heads} heads` },
      },
    ];
  },
});
