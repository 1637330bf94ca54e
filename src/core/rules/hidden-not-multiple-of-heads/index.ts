import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { issueOf, nearestDivisors, setFix, writtenNumber } from '../support';

export const hiddenNotMultipleOfHeads = modelRule({
  name: 'hidden-not-multiple-of-heads',
  severity: 'error',
  summary: 'Attention heads divide the hidden size, in the families that insist on it.',
  check(model) {
    const { architecture, fields } = model;
    const heads =
      writtenNumber(model, 'num_attention_heads') ??
      Number(fields.defaulted.find(({ field }) => field === 'num_attention_heads')?.value);
    const width = architecture.hiddenSize;
    if (!issueOf(model, 'num_attention_heads', 'conflict') || !(heads > 0) || width % heads === 0) return [];
    const divisors = nearestDivisors(width, heads);
    return [
      {
        pointer: fields.pointer('num_attention_heads'),
        message: `${formatCount(heads)} attention heads do not divide the hidden size of ${formatCount(width)}: transformers refuses to load this, even with head_dim written. Nearest that do: ${divisors.join(', ')}.`,
        fixes: divisors.map((count) => setFix(model, 'num_attention_heads', count)),
        related: { pointer: fields.pointer('hidden_size'), message: `hidden size ${formatCount(width)}` },
      },
    ];
  },
});
