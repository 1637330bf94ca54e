import type { Model } from '../../analyse';
import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { isWritten, keyOf, mixerOf } from '../support';

export const dsaTopkGeContext = modelRule({
  name: 'dsa-topk-ge-context',
  severity: 'hint',
  summary: 'Sparse attention picks fewer tokens than the context holds.',
  dialects: 'any',
  check(model) {
    const context = model.architecture.maximumContextTokens;
    const picked = pickedOf(model);
    if (!picked || context === undefined || picked.top < Math.floor(context / picked.tokensEach)) return [];
    if (!isWritten(model, 'index_topk')) return [];
    const { top, tokensEach } = picked;
    const what = tokensEach === 1 ? 'tokens' : `entries of ${tokensEach} tokens`;
    return [
      {
        pointer: model.fields.pointer('index_topk'),
        message: `The indexer picks ${formatCount(top)} ${what} of a context of at most ${formatCount(context)}: attention is never sparse. A smaller ${keyOf(model, 'index_topk')} would save work.`,
        related: { pointer: model.fields.pointer('max_position_embeddings'), message: 'the longest context' },
      },
    ];
  },
});

/** How many entries the indexer picks, and how many tokens are behind each: DeepSeek-V4 picks compressed ones. */
function pickedOf(model: Model): { top: number; tokensEach: number } | undefined {
  const dsa = mixerOf(model, 'dsa');
  if (dsa) return { top: dsa.topTokens, tokensEach: 1 };
  const compressed = mixerOf(model, 'compressed-sparse');
  return compressed && { top: compressed.topEntries, tokensEach: compressed.compressRate };
}
