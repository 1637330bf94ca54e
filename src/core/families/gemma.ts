import { readAttentionBias } from './decoder';
import { decoderFamily, gatedMlp } from './decoder-family';

/** Gemma (transformers, `GemmaConfig`): full attention, and heads of 256 whatever the width. */
export const gemma = decoderFamily({
  id: 'gemma',
  title: 'Gemma',
  modelTypes: ['gemma'],
  architectures: ['Gemma'],
  sizes: { hidden: 3072, vocabulary: 256_000, layers: 28 },
  attention: { queryHeads: 16, keyValueHeads: 16, headDim: 256, more: readAttentionBias },
  feedForward: gatedMlp(24_576),
  tied: true,
});
