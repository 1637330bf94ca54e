import { readAttentionBias } from './decoder';
import { decoderFamily, gatedMlp } from './decoder-family';
import { qwenWindow, upperLayersSlide } from './qwen-window';

/** Qwen3, dense (transformers, `Qwen3Config`): a norm per query and key head, heads of 128 whatever the width. */
export const qwen3 = decoderFamily({
  id: 'qwen3',
  title: 'Qwen3',
  modelTypes: ['qwen3'],
  architectures: ['Qwen3'],
  sizes: { hidden: 4096, vocabulary: 151_936, layers: 32 },
  attention: {
    queryHeads: 32,
    keyValueHeads: 32,
    headDim: 128,
    nullable: ['num_key_value_heads'],
    more: (fields) => ({ ...readAttentionBias(fields), queryKeyNorm: 'head' }),
  },
  window: qwenWindow,
  pattern: upperLayersSlide,
  feedForward: gatedMlp(22_016),
});
