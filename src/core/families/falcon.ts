import type { AttentionGeometry } from '../mixers/attention';
import { decoderFamily, plainMlp } from './decoder-family';
import { refuseComputed } from './decoder';
import type { Fields } from './fields';

const bias = (fields: Fields): boolean => fields.flag('bias', false);

/**
 * Falcon (transformers, `FalconConfig`). `num_kv_heads` counts only in the new decoder architecture (40B, 180B); the
 * 7B has one key/value head whatever it says, as long as `multi_query` is true.
 */
export const falcon = decoderFamily({
  id: 'falcon',
  title: 'Falcon',
  modelTypes: ['falcon', 'RefinedWeb', 'RefinedWebModel'],
  architectures: ['Falcon', 'RW'],
  aliases: {
    hidden_size: ['n_embed', 'hidden_size'],
    num_hidden_layers: ['n_layer'],
    num_attention_heads: ['n_head'],
    num_kv_heads: ['n_head_kv'],
  },
  check: (fields) => refuseComputed(fields, 'FalconConfig', ['head_dim']),
  sizes: { hidden: 4544, vocabulary: 65_024, layers: 32 },
  attention: {
    queryHeads: 71,
    computed: ['num_key_value_heads', 'head_dim'],
    headsDivideWidth: true,
    more: (fields) => ({
      ...readKeyValueHeads(fields),
      queryKeyValueBias: bias(fields),
      outputBias: bias(fields),
    }),
  },
  feedForward: plainMlp({ key: 'ffn_hidden_size', omitted: { timesHidden: 4 }, bias }),
  normWeights: 2,
  tied: true,
  extras: (fields, hiddenSize) => {
    // Side by side behind one norm, or behind one each in the new architecture (`FalconDecoderLayer`).
    const parallel = fields.flag('new_decoder_architecture', false) || fields.flag('parallel_attn', true);
    const norms = fields.optionalCount('num_ln_in_parallel_attn');
    const two = parallel ? (norms ?? (fields.flag('new_decoder_architecture', false) ? 2 : 1)) === 2 : true;
    return { blockParameters: () => (two ? 2 : 1) * 2 * hiddenSize };
  },
});

function readKeyValueHeads(fields: Fields): Partial<AttentionGeometry> {
  if (fields.flag('new_decoder_architecture', false)) {
    const keyValueHeads = fields.optionalCount('num_kv_heads');
    // `_split_heads` of the class repeats keys and values for all query heads, and the cache then holds them all.
    return { cachesRepeatedHeads: true, ...(keyValueHeads !== undefined && { keyValueHeads }) };
  }
  return fields.flag('multi_query', true) ? { keyValueHeads: 1 } : {};
}
