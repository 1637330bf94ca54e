import { modelRule } from '../rule';
import { isWritten, mixerOf, nearestMultiples, setFix } from '../support';

export const dsaTopkKpool = modelRule({
  name: 'dsa-topk-kpool',
  severity: 'error',
  summary: 'An indexer over pools of tokens picks whole pools.',
  check(model) {
    const dsa = mixerOf(model, 'dsa');
    const pool = dsa?.indexPool;
    if (!dsa || pool === undefined || dsa.topTokens % pool === 0) return [];
    const field = isWritten(model, 'index_topk') ? 'index_topk' : 'index_kpool';
    const multiples = nearestMultiples(pool, dsa.topTokens);
    return [
      {
        pointer: model.fields.pointer(field),
        message: `${dsa.topTokens} tokens are no whole number of pools of ${pool}: transformers refuses to load this. Nearest multiples: ${multiples.join(', ')}.`,
        fixes: field === 'index_topk' ? multiples.map((count) => setFix(model, field, count)) : [],
        related: { pointer: model.fields.pointer('index_kpool'), message: `pools of ${pool}` },
      },
    ];
  },
});
