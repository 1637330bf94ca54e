import type { AttentionGeometry } from '../mixers/attention';
import { readAttention, readAttentionBias, type AttentionDefaults } from './decoder';
import { decoderFamily, gatedMlp } from './decoder-family';
import type { Fields } from './fields';

const sizes = { hidden: 2048, vocabulary: 32_000, layers: 16 };
const attention: AttentionDefaults = { queryHeads: 32, nullable: ['num_key_value_heads', 'head_dim'] };

/**
 * DiffLlama (transformers, `DiffLlamaConfig`): the difference of two softmaxes, weighed by four vectors of head width
 * in a layer. Keys and values are kept as in Llama.
 */
export const diffllama = decoderFamily({
  id: 'diffllama',
  title: 'DiffLlama',
  modelTypes: ['diffllama'],
  architectures: ['DiffLlama'],
  sizes,
  attention: {
    ...attention,
    more: (fields) => ({ ...readAttentionBias(fields), extraParameters: 4 * geometryOf(fields).headDim }),
  },
  feedForward: gatedMlp(8192),
  check,
});

const geometryOf = (fields: Fields): AttentionGeometry =>
  readAttention(fields, fields.count('hidden_size', sizes.hidden), attention);

/** What `DiffLlamaAttention` refuses: value heads that can't be halved, and dropout. */
function check(fields: Fields): void {
  const { keyValueHeads } = geometryOf(fields);
  const key = fields.has('num_key_value_heads') ? 'num_key_value_heads' : 'num_attention_heads';
  if (keyValueHeads % 2 !== 0) {
    fields.report(
      'conflict',
      key,
      `\`${key}\` is ${keyValueHeads}; DiffLlama halves its key/value heads and needs an even number.`,
    );
  }
  if (fields.number('attention_dropout', 0) > 0) {
    fields.report(
      'conflict',
      'attention_dropout',
      '`attention_dropout` must be 0: DiffLlama has none between its two softmaxes.',
    );
  }
}
