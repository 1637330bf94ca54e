import { readMoe, readSharedWidth } from './decoder';
import { decoderFamily } from './decoder-family';
import { llamaAttention } from './llama';

/**
 * The text model of Aria (transformers, `AriaTextConfig`): Llama with experts, and shared ones beside them in every
 * layer. The wrapper's class builds it whatever `model_type` the text config names.
 */
export const aria = decoderFamily({
  id: 'aria_text',
  title: 'Aria',
  modelTypes: ['aria_text', 'aria_moe_lm', 'aria'],
  architectures: ['Aria'],
  sizes: { hidden: 4096, vocabulary: 32_000, layers: 32 },
  attention: llamaAttention,
  feedForward: (fields, _layerCount, hiddenSize) => {
    const moe = readMoe(fields, {
      experts: ['moe_num_experts', 8],
      expertsPerToken: ['moe_topk', 2],
      expertWidth: ['intermediate_size', 4096],
    });
    const sharedWidth = readSharedWidth(fields, ['moe_num_shared_experts', 2], moe.expertWidth);
    // The flag is for the shared experts alone.
    const bias = fields.flag('mlp_bias', false) ? 2 * sharedWidth + hiddenSize : 0;
    return { ...moe, sharedWidth, extraParameters: bias };
  },
});
