import { decoderFamily, plainMlp } from './decoder-family';
import { aliases, biased, computed } from './gpt2';

/** CTRL (transformers, `CTRLConfig`): positions that are computed, biases everywhere, those of the head among them. */
export const ctrl = decoderFamily({
  id: 'ctrl',
  title: 'CTRL',
  modelTypes: ['ctrl'],
  architectures: ['CTRL'],
  aliases,
  rotaryShare: 0,
  sizes: { hidden: 1280, vocabulary: 246_534, layers: 48 },
  attention: { queryHeads: 16, computed, headsDivideWidth: true, more: biased },
  feedForward: plainMlp({ key: 'dff', omitted: 8192, bias: true }),
  normWeights: 2,
  tied: true,
  extras: () => ({ headBias: true }),
});
