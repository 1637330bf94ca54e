import { readAttentionBias } from './decoder';
import { decoderFamily, plainMlp } from './decoder-family';

/** Nemotron-4 and Minitron (transformers, `NemotronConfig`): LayerNorm, a feed-forward without gate (ReLU²). */
export const nemotron = decoderFamily({
  id: 'nemotron',
  title: 'Nemotron-4',
  modelTypes: ['nemotron'],
  architectures: ['Nemotron'],
  rotaryShare: 0.5,
  sizes: { hidden: 6144, vocabulary: 256_000, layers: 32 },
  attention: {
    queryHeads: 48,
    nullable: ['head_dim'],
    computed: ['num_key_value_heads'],
    more: (fields) => ({
      ...readAttentionBias(fields),
      // Null is the class's default, by which its attention then fails to divide.
      keyValueHeads: fields.count('num_key_value_heads'),
    }),
  },
  feedForward: plainMlp({
    key: 'intermediate_size',
    omitted: 24_576,
    bias: (fields) => fields.flag('mlp_bias', false),
  }),
  normWeights: 2,
});
