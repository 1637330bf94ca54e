import { readAttentionBias, readMoe } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward } from './decoder-family';
import { readMlpLayerTypes } from './deepseek';

/** Mellum 2 (transformers, `MellumConfig`): Qwen3-MoE whose lists say which layers slide and which have experts. */
export const mellum = decoderFamily({
  id: 'mellum',
  title: 'Mellum',
  modelTypes: ['mellum'],
  architectures: ['Mellum'],
  aliases: { num_experts: ['num_local_experts'] },
  sizes: { hidden: 2304, vocabulary: 98_304, layers: 28 },
  attention: {
    queryHeads: 32,
    keyValueHeads: 4,
    headDim: 128,
    more: (fields) => ({ ...readAttentionBias(fields), queryKeyNorm: 'head' }),
  },
  window: { omitted: 1024 },
  pattern: () => ({ type: () => 'full_attention' }),
  feedForward: mixedFeedForward({
    sparse: readMlpLayerTypes({ fallback: 0 }),
    moe: (fields) =>
      readMoe(fields, {
        experts: ['num_experts', 64],
        expertsPerToken: ['num_experts_per_tok', 8],
        expertWidth: ['moe_intermediate_size', 896],
      }),
    dense: gatedMlp(7168),
  }),
});
