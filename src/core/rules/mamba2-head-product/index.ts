import type { FieldIssue } from '../../families/fields';
import type { Model } from '../../analyse';
import { modelRule } from '../rule';
import { issueOf, mixerOf, setFix, writtenNumber } from '../support';

export const mamba2HeadProduct = modelRule({
  name: 'mamba2-head-product',
  severity: 'error',
  summary: 'Mamba-2 heads and their width make up the inner width.',
  check(model) {
    const found = graniteHeads(model);
    if (!found || found.innerDim % found.heads !== 0) return [];
    const { issue, heads, innerDim } = found;
    const width = innerDim / heads;
    return [
      {
        pointer: issue.pointer,
        message: `${heads} Mamba heads of ${writtenNumber(model, 'mamba_d_head')} do not make up the inner width of ${innerDim} (mamba_expand × hidden_size): transformers refuses to load this. Write "auto" or ${width}.`,
        fixes: [setFix(model, 'mamba_d_head', 'auto'), setFix(model, 'mamba_d_head', width)],
      },
    ];
  },
});

/** Granite 4's Mamba heads, where describing them left an issue. */
export function graniteHeads(
  model: Model,
): { issue: FieldIssue; heads: number; innerDim: number } | undefined {
  const issue = issueOf(model, 'mamba_d_head', 'conflict') ?? issueOf(model, 'mamba_n_heads', 'conflict');
  const mamba = mixerOf(model, 'mamba2');
  if (!issue || !mamba) return undefined;
  const expand = writtenNumber(model, 'mamba_expand') ?? 2;
  return { issue, heads: mamba.heads, innerDim: expand * model.architecture.hiddenSize };
}
