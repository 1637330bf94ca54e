import { decoderFamily, gatedMlp } from './decoder-family';
import { qwenWindow, upperLayersSlide } from './qwen-window';

/** Qwen1.5, Qwen2 and Qwen2.5, dense (transformers, `Qwen2Config`): biases on q, k and v, none on the output. */
export const qwen2 = decoderFamily({
  id: 'qwen2',
  title: 'Qwen2',
  modelTypes: ['qwen2'],
  architectures: ['Qwen2'],
  sizes: { hidden: 4096, vocabulary: 151_936, layers: 32 },
  attention: {
    queryHeads: 32,
    keyValueHeads: 32,
    nullable: ['num_key_value_heads'],
    more: () => ({ queryKeyValueBias: true }),
  },
  window: qwenWindow,
  pattern: upperLayersSlide,
  feedForward: gatedMlp(22_016),
});
