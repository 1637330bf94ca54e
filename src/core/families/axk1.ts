import { readDeepseekMoe, readLatentAttention } from './deepseek';
import { decoderFamily, gatedMlp, mixedFeedForward, sparseFrom } from './decoder-family';

/** A.X K1 (transformers, `AXK1Config`): DeepSeek-V3 with a norm after the experts. */
export const axk1 = decoderFamily({
  id: 'axk1',
  title: 'A.X K1',
  modelTypes: ['axk1'],
  architectures: ['AXK1'],
  aliases: { n_routed_experts: ['num_local_experts', 'n_routed_experts'] },
  sizes: { hidden: 7168, vocabulary: 163_840, layers: 61 },
  mixers: {
    full_attention: (fields) => ({
      kind: 'mla',
      ...readLatentAttention(fields, { heads: 64, queryRank: 1536, queryRankNeeded: true }),
    }),
  },
  feedForward: mixedFeedForward({
    sparse: sparseFrom('first_k_dense_replace', 1),
    moe: (fields) => ({
      ...readDeepseekMoe(fields, { experts: 192, expertsPerToken: 8, expertWidth: 2048, sharedExperts: 1 }),
      extraParameters: fields.count('hidden_size', 7168),
    }),
    dense: gatedMlp(18_432),
  }),
});
