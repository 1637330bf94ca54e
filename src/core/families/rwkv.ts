import { dense } from './decoder';
import { decoderFamily } from './decoder-family';

/** RWKV-4 (transformers, `RwkvConfig`): time mixing and channel mixing in every block. */
export const rwkv4 = decoderFamily({
  id: 'rwkv',
  title: 'RWKV-4',
  modelTypes: ['rwkv'],
  architectures: ['Rwkv'],
  aliases: { max_position_embeddings: ['context_length'] },
  rotaryShare: 0,
  sizes: { hidden: 4096, vocabulary: 50_277, layers: 32 },
  list: false,
  mixers: {
    linear_attention: (fields, hiddenSize) => ({
      kind: 'rwkv',
      hiddenSize,
      width: fields.optionalCount('attention_hidden_size') ?? hiddenSize,
    }),
  },
  feedForward: (fields, _layerCount, hiddenSize) =>
    // Beside the two projections a receptance, and two mixes with the last input (`RwkvFeedForward`).
    dense(fields.optionalCount('intermediate_size') ?? 4 * hiddenSize, {
      gated: false,
      extraParameters: hiddenSize ** 2 + 2 * hiddenSize,
    }),
  normWeights: 2,
  extras: (_fields, hiddenSize) => ({
    parts: [{ name: 'norm on the embedding', parameters: 2 * hiddenSize }],
  }),
});
