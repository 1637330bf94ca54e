import { dense, readAttentionBias } from './decoder';
import { decoderFamily } from './decoder-family';
import type { Fields } from './fields';

const sizes = { hidden: 2560, vocabulary: 128_256, layers: 30 };

/**
 * BitNet b1.58 (transformers, `BitNetConfig`): Llama with a norm before the last projection of each branch, made for
 * weights of three values.
 */
export const bitnet = decoderFamily({
  id: 'bitnet',
  title: 'BitNet',
  modelTypes: ['bitnet'],
  architectures: ['BitNet', 'Bitnet'],
  sizes,
  attention: {
    queryHeads: 20,
    keyValueHeads: 5,
    nullable: ['num_key_value_heads'],
    more: (fields: Fields) => ({
      ...readAttentionBias(fields),
      extraParameters: fields.count('hidden_size', sizes.hidden),
    }),
  },
  feedForward: (fields) => {
    const width = fields.count('intermediate_size', 6912);
    return dense(width, { extraParameters: width });
  },
});
