import { decoderFamily, gatedMlp } from './decoder-family';
import { firstOfFourFull } from './every-fourth-full';

/** Code World Model (transformers, `CwmConfig`). */
export const cwm = decoderFamily({
  id: 'cwm',
  title: 'Code World Model',
  modelTypes: ['cwm'],
  architectures: ['Cwm'],
  publishedRatio: { ratio: '3:1', source: 'CWM technical report (Meta FAIR, 2025)' },
  sizes: { hidden: 6144, vocabulary: 128_256, layers: 64 },
  attention: { queryHeads: 48, keyValueHeads: 8, headDim: 128, headsDivideWidth: true },
  window: { omitted: 8192 },
  pattern: firstOfFourFull,
  feedForward: gatedMlp(21_504, 'mlp_bias'),
});
