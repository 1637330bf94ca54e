import { decoderFamily, plainMlp } from './decoder-family';
import { biased, computed, positionEmbedding } from './gpt2';

/** BioGPT (transformers, `BioGptConfig`): learned positions with two rows to spare, biases everywhere. */
export const biogpt = decoderFamily({
  id: 'biogpt',
  title: 'BioGPT',
  modelTypes: ['biogpt'],
  architectures: ['BioGpt'],
  rotaryShare: 0,
  sizes: { hidden: 1024, vocabulary: 42_384, layers: 24 },
  attention: { queryHeads: 16, computed, headsDivideWidth: true, more: biased },
  feedForward: plainMlp({ key: 'intermediate_size', omitted: 4096, bias: true }),
  normWeights: 2,
  tied: true,
  extras: (fields, hiddenSize) => ({ parts: [positionEmbedding(fields, hiddenSize, 1024, 2)] }),
});
