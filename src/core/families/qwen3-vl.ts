import { readAttentionBias, readMoe } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward } from './decoder-family';
import { readSparseLayers } from './qwen3-next';

/** The text model of Qwen3-VL, dense (transformers, `Qwen3VLTextConfig` inside `Qwen3VLConfig`): Qwen3 without windows. */
export const qwen3Vl = decoderFamily({
  id: 'qwen3_vl',
  title: 'Qwen3-VL',
  modelTypes: ['qwen3_vl_text', 'qwen3_vl'],
  architectures: ['Qwen3VL'],
  sizes: { hidden: 4096, vocabulary: 151_936, layers: 32 },
  attention: {
    queryHeads: 32,
    keyValueHeads: 32,
    headDim: 128,
    nullable: ['num_key_value_heads'],
    more: (fields) => ({ ...readAttentionBias(fields), queryKeyNorm: 'head' }),
  },
  feedForward: gatedMlp(22_016),
});

/** The same with experts (transformers, `Qwen3VLMoeTextConfig`). */
export const qwen3VlMoe = decoderFamily({
  id: 'qwen3_vl_moe',
  title: 'Qwen3-VL-MoE',
  modelTypes: ['qwen3_vl_moe_text', 'qwen3_vl_moe'],
  architectures: ['Qwen3VLMoe'],
  aliases: { num_experts: ['num_local_experts', 'num_experts'] },
  sizes: { hidden: 2048, vocabulary: 151_936, layers: 24 },
  attention: {
    queryHeads: 16,
    keyValueHeads: 16,
    nullable: ['num_key_value_heads', 'head_dim'],
    more: (fields) => ({ ...readAttentionBias(fields), queryKeyNorm: 'head' }),
  },
  feedForward: mixedFeedForward({
    sparse: readSparseLayers,
    moe: (fields) =>
      readMoe(fields, {
        experts: ['num_experts', 60],
        expertsPerToken: ['num_experts_per_tok', 4],
        expertWidth: ['moe_intermediate_size', 1408],
      }),
    dense: gatedMlp(5632),
  }),
  tied: true,
});
