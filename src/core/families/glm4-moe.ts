import { readAttentionBias, readMoe, readSharedWidth } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward, sparseFrom } from './decoder-family';
import { readDeepseekMoe, readLatentAttention, readMlpLayerTypes } from './deepseek';

/**
 * GLM-4.5 to 4.7 (transformers, `Glm4MoeConfig`). Heads are as wide as the width divided by their number unless the
 * config says otherwise, which the published ones do: 128, not 4096 ÷ 96.
 */
export const glm4Moe = decoderFamily({
  id: 'glm4_moe',
  title: 'GLM-4.5',
  modelTypes: ['glm4_moe'],
  architectures: ['Glm4Moe'],
  aliases: { n_routed_experts: ['num_local_experts', 'n_routed_experts'] },
  rotaryShare: 0.5,
  sizes: { hidden: 4096, vocabulary: 151_552, layers: 46 },
  attention: {
    queryHeads: 96,
    keyValueHeads: 8,
    more: (fields) => ({
      ...readAttentionBias(fields, false, false),
      ...(fields.flag('use_qk_norm', false) && { queryKeyNorm: 'head' }),
    }),
  },
  feedForward: mixedFeedForward({
    sparse: sparseFrom('first_k_dense_replace', 1),
    moe: (fields) => {
      const moe = readMoe(fields, {
        experts: ['n_routed_experts', 128],
        expertsPerToken: ['num_experts_per_tok', 8],
        expertWidth: ['moe_intermediate_size', 1408],
      });
      return { ...moe, sharedWidth: readSharedWidth(fields, ['n_shared_experts', 1], moe.expertWidth) };
    },
    dense: gatedMlp(10_944),
  }),
});

/** GLM-4.7-Flash (transformers, `Glm4MoeLiteConfig`): latent attention in place of grouped heads. */
export const glm4MoeLite = decoderFamily({
  id: 'glm4_moe_lite',
  title: 'GLM-4.7-Flash',
  modelTypes: ['glm4_moe_lite'],
  architectures: ['Glm4MoeLite'],
  aliases: {
    n_routed_experts: ['num_local_experts', 'n_routed_experts'],
    qk_rope_head_dim: ['head_dim', 'qk_rope_head_dim'],
  },
  sizes: { hidden: 2048, vocabulary: 154_880, layers: 47 },
  mixers: {
    full_attention: (fields) => ({
      kind: 'mla',
      ...readLatentAttention(fields, { heads: 20, queryRank: 768, nopeDim: 192, valueDim: 256 }),
    }),
  },
  feedForward: mixedFeedForward({
    // The class reads no `first_k_dense_replace`: without a list the first layer alone is dense.
    sparse: readMlpLayerTypes({ fallback: 1 }),
    moe: (fields) =>
      readDeepseekMoe(fields, { experts: 64, expertsPerToken: 4, expertWidth: 1536, sharedExperts: 1 }),
    dense: gatedMlp(10_240),
  }),
});
