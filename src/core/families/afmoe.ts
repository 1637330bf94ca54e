import { readAttentionBias, readMoe, readSharedWidth } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward, sparseFrom } from './decoder-family';

/** Trinity (transformers, `AfmoeConfig`): gated attention, three sliding layers to each full one without positions. */
export const afmoe = decoderFamily({
  id: 'afmoe',
  title: 'Trinity (AFMoE)',
  modelTypes: ['afmoe'],
  architectures: ['Afmoe'],
  publishedRatio: { ratio: '3:1', source: 'Trinity Nano and Mini config.json' },
  sizes: { hidden: 2048, vocabulary: 200_192, layers: 32 },
  attention: {
    queryHeads: 16,
    headDim: 128,
    nullable: ['num_key_value_heads'],
    // The gate is a projection of its own, and has no bias even where the others have one.
    more: (fields) => ({
      ...readAttentionBias(fields),
      queryKeyNorm: 'head',
      outputGate: 'without-bias',
    }),
  },
  window: { omitted: 1024 },
  pattern: (fields) => {
    const period = fields.count('global_attn_every_n_layers', 4);
    return {
      type: (index) => ((index + 1) % period === 0 ? 'full_attention' : 'sliding_attention'),
      decidedBy: 'global_attn_every_n_layers',
    };
  },
  feedForward: mixedFeedForward({
    sparse: sparseFrom('num_dense_layers', 1),
    moe: (fields) => {
      const moe = readMoe(fields, {
        experts: ['num_experts', 64],
        expertsPerToken: ['num_experts_per_tok', 6],
        expertWidth: ['moe_intermediate_size', 1408],
      });
      const sharedWidth = readSharedWidth(fields, ['num_shared_experts', 2], moe.expertWidth);
      // The router's correction is a weight here (`expert_bias`), not a buffer.
      return { ...moe, sharedWidth, extraParameters: moe.experts };
    },
    dense: gatedMlp(6144),
  }),
  normsPerBlock: 4,
});
