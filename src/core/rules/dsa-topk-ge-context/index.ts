import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { isWritten, keyOf, mixerOf } from '../support';

export const dsaTopkGeContext = modelRule({
  name: 'dsa-topk-ge-context',
  severity: 'hint',
  summary: 'Sparse attention picks fewer tokens than the context holds.',
  dialects: 'any',
  check(model) {
    const dsa = mixerOf(model, 'dsa');
    const context = model.architecture.maximumContextTokens;
    if (!dsa || context === undefined || dsa.topTokens < context || !isWritten(model, 'index_topk'))
      return [];
    return [
      {
        pointer: model.fields.pointer('index_topk'),
        message: `The indexer picks ${formatCount(dsa.topTokens)} tokens of a context of at most ${formatCount(context)}: attention is never sparse. A smaller ${keyOf(model, 'index_topk')} would save work.`,
        related: { pointer: model.fields.pointer('max_position_embeddings'), message: 'the longest context' },
      },
    ];
  },
});
