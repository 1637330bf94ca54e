import { decoderFamily, gatedMlp } from './decoder-family';

/**
 * Mistral (transformers, `MistralConfig`): a window of 4,096 tokens in every layer unless the config says otherwise;
 * only the first Mistral 7B has one, later configs write null.
 */
export const mistral = decoderFamily({
  id: 'mistral',
  title: 'Mistral',
  modelTypes: ['mistral'],
  architectures: ['Mistral'],
  sizes: { hidden: 4096, vocabulary: 32_000, layers: 32 },
  attention: { queryHeads: 32, keyValueHeads: 8, nullable: ['head_dim'] },
  window: { omitted: 4096 },
  feedForward: gatedMlp(14_336),
});
