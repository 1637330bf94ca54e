import { setValue } from '../../document/edit';
import { modelRule } from '../rule';
import { nearestDivisors } from '../support';

export const headsNotMultipleOfKv = modelRule({
  name: 'heads-not-multiple-of-kv',
  severity: 'error',
  summary: 'Query heads are a multiple of key/value heads.',
  dialects: 'any',
  check({ architecture, fields, recognition }) {
    const attention = architecture.layers.map(({ mixer }) => mixer).find((mixer) => 'keyValueHeads' in mixer);
    if (!attention) return [];
    const { queryHeads, keyValueHeads } = attention;
    if (keyValueHeads > queryHeads || queryHeads % keyValueHeads === 0 || !fields.has('num_key_value_heads'))
      return [];
    const pointer = fields.pointer('num_key_value_heads');
    const divisors = nearestDivisors(queryHeads, keyValueHeads);
    return [
      {
        pointer,
        message: `${queryHeads} query heads can't share ${keyValueHeads} key/value heads evenly: the first forward pass fails. Nearest that divide: ${divisors.join(', ')}.`,
        fixes: divisors.map((heads) => ({
          title: `Set num_key_value_heads to ${heads}`,
          edits: setValue(recognition.config.document, pointer, heads),
          safe: false,
        })),
        related: { pointer: fields.pointer('num_attention_heads'), message: `${queryHeads} query heads` },
      },
    ];
  },
});
