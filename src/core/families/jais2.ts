import { readAttentionBias } from './decoder';
import { decoderFamily, plainMlp } from './decoder-family';

/** Jais 2 (transformers, `Jais2Config`): Llama with LayerNorms, biases and a feed-forward without gate (ReLU²). */
export const jais2 = decoderFamily({
  id: 'jais2',
  title: 'Jais 2',
  modelTypes: ['jais2'],
  architectures: ['Jais2'],
  sizes: { hidden: 3328, vocabulary: 150_272, layers: 32 },
  attention: {
    queryHeads: 26,
    nullable: ['num_key_value_heads', 'head_dim'],
    headsDivideWidth: true,
    more: (fields) => readAttentionBias(fields, true),
  },
  feedForward: plainMlp({
    key: 'intermediate_size',
    omitted: 26_624,
    bias: (fields) => fields.flag('mlp_bias', true),
  }),
  normWeights: 2,
});
