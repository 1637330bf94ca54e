import { readAttentionBias, readMoe } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward } from './decoder-family';
import { qwenWindow } from './qwen-window';
import { readSparseLayers } from './qwen3-next';

/**
 * Qwen3 with experts (transformers, `Qwen3MoeConfig`). `max_window_layers` means nothing here, and heads are as wide
 * as the width divided by their number unless the config says otherwise.
 */
export const qwen3Moe = decoderFamily({
  id: 'qwen3_moe',
  title: 'Qwen3-MoE',
  modelTypes: ['qwen3_moe'],
  architectures: ['Qwen3Moe'],
  aliases: { num_experts: ['num_local_experts', 'num_experts'] },
  sizes: { hidden: 2048, vocabulary: 151_936, layers: 24 },
  attention: {
    queryHeads: 32,
    keyValueHeads: 4,
    more: (fields) => ({ ...readAttentionBias(fields), queryKeyNorm: 'head' }),
  },
  window: qwenWindow,
  feedForward: mixedFeedForward({
    sparse: readSparseLayers,
    moe: (fields) =>
      readMoe(fields, {
        experts: ['num_experts', 128],
        expertsPerToken: ['num_experts_per_tok', 8],
        expertWidth: ['moe_intermediate_size', 768],
      }),
    dense: gatedMlp(6144),
  }),
});
