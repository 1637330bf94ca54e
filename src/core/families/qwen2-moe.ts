import { readMoe } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward } from './decoder-family';
import { qwenWindow } from './qwen-window';
import { readSparseLayers } from './qwen3-next';

/**
 * Qwen1.5-MoE and Qwen2-57B-A14B (transformers, `Qwen2MoeConfig`). Where there is a window, every other layer below
 * `max_window_layers` slides: the reverse of the dense Qwen2.
 */
export const qwen2Moe = decoderFamily({
  id: 'qwen2_moe',
  title: 'Qwen2-MoE',
  modelTypes: ['qwen2_moe'],
  architectures: ['Qwen2Moe'],
  sizes: { hidden: 2048, vocabulary: 151_936, layers: 24 },
  attention: {
    queryHeads: 16,
    keyValueHeads: 16,
    nullable: ['num_key_value_heads'],
    more: (fields) => ({ queryKeyValueBias: fields.flag('qkv_bias', true) }),
  },
  window: qwenWindow,
  pattern: (fields) => {
    // The flag alone decides: with a window of null the layers slide all the same, and fail.
    if (!fields.flag('use_sliding_window', false)) return { type: () => 'full_attention' };
    const below = fields.count('max_window_layers', 28, 0);
    return {
      type: (index) => (index % 2 === 0 && index < below ? 'sliding_attention' : 'full_attention'),
      decidedBy: 'max_window_layers',
    };
  },
  feedForward: mixedFeedForward({
    sparse: readSparseLayers,
    moe: (fields) =>
      readMoe(
        fields,
        {
          experts: ['num_experts', 60],
          expertsPerToken: ['num_experts_per_tok', 4],
          expertWidth: ['moe_intermediate_size', 1408],
        },
        { sharedWidth: fields.count('shared_expert_intermediate_size', 5632), sharedGate: true },
      ),
    dense: gatedMlp(5632),
  }),
});
