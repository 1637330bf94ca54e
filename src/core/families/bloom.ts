import { decoderFamily } from './decoder-family';
import { computed } from './gpt2';

/**
 * BLOOM (transformers, `BloomConfig`): positions by ALiBi, a norm on the embedding. The class defaults are a toy of
 * two layers, so that a file in another dialect builds nonsense without a word.
 */
export const bloom = decoderFamily({
  id: 'bloom',
  title: 'BLOOM',
  modelTypes: ['bloom'],
  architectures: ['Bloom'],
  // `n_embed` beats `hidden_size` in the class; nobody writes both.
  aliases: {
    hidden_size: ['n_embed', 'hidden_size'],
    num_hidden_layers: ['n_layer'],
    num_attention_heads: ['n_head'],
  },
  rotaryShare: 0,
  sizes: { hidden: 64, vocabulary: 250_880, layers: 2 },
  attention: {
    queryHeads: 8,
    computed,
    headsDivideWidth: true,
    more: () => ({ queryKeyValueBias: true, outputBias: true }),
  },
  // The class reads no width of the feed-forward.
  feedForward: (_fields, _layerCount, hiddenSize) => ({
    kind: 'dense',
    width: 4 * hiddenSize,
    gated: false,
    bias: true,
  }),
  normWeights: 2,
  tied: true,
  extras: (_fields, hiddenSize) => ({ parts: [{ name: 'embedding norm', parameters: 2 * hiddenSize }] }),
});
