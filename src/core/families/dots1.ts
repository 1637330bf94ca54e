import { readAttentionBias, readMoe } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward, readWindow, sparseFrom } from './decoder-family';

const window = { omitted: 4096 };

/** dots.llm1 (transformers, `Dots1Config`): full in all of its 62 layers, since windows only begin after them. */
export const dots1 = decoderFamily({
  id: 'dots1',
  title: 'dots.llm1',
  modelTypes: ['dots1'],
  architectures: ['Dots1'],
  aliases: { n_routed_experts: ['num_local_experts', 'n_routed_experts'] },
  sizes: { hidden: 4608, vocabulary: 152_064, layers: 62 },
  attention: {
    queryHeads: 32,
    keyValueHeads: 32,
    nullable: ['num_key_value_heads'],
    more: (fields) => ({ ...readAttentionBias(fields), queryKeyNorm: 'head' }),
  },
  window,
  pattern: (fields) => {
    if (readWindow(fields, window) === undefined) return { type: () => 'full_attention' };
    const first = fields.count('max_window_layers', 62, 0);
    return {
      type: (index) => (index >= first ? 'sliding_attention' : 'full_attention'),
      decidedBy: 'max_window_layers',
    };
  },
  feedForward: mixedFeedForward({
    sparse: sparseFrom('first_k_dense_replace', 0),
    moe: (fields) => {
      // The class has no default for these three, and can't be built without them.
      const moe = readMoe(fields, {
        experts: ['n_routed_experts'],
        expertsPerToken: ['num_experts_per_tok'],
        expertWidth: ['moe_intermediate_size', 1408],
      });
      return { ...moe, sharedWidth: fields.count('n_shared_experts', undefined, 0) * moe.expertWidth };
    },
    dense: gatedMlp(10_944),
  }),
});
