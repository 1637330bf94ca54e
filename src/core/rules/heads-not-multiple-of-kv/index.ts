import { modelRule } from '../rule';
import { nearestDivisors, setFix } from '../support';

export const headsNotMultipleOfKv = modelRule({
  name: 'heads-not-multiple-of-kv',
  severity: 'error',
  summary: 'Query heads are a multiple of key/value heads.',
  dialects: 'any',
  check(model) {
    const { architecture, fields } = model;
    const attention = architecture.layers.map(({ mixer }) => mixer).find((mixer) => 'keyValueHeads' in mixer);
    if (!attention) return [];
    const { queryHeads, keyValueHeads } = attention;
    // flash-linear-attention has names of its own.
    const [key] = ['num_key_value_heads', 'num_kv_heads'].filter((name) => fields.has(name));
    if (keyValueHeads > queryHeads || queryHeads % keyValueHeads === 0 || key === undefined) return [];
    const pointer = fields.pointer(key);
    const queryKey = fields.has('num_attention_heads') ? 'num_attention_heads' : 'num_heads';
    const divisors = nearestDivisors(queryHeads, keyValueHeads);
    return [
      {
        pointer,
        message: `${queryHeads} query heads can't share ${keyValueHeads} key/value heads evenly: the first forward pass fails. Nearest that divide: ${divisors.join(', ')}.`,
        fixes: divisors.map((heads) => setFix(model, key, heads)),
        related: { pointer: fields.pointer(queryKey), message: `${queryHeads} query heads` },
      },
    ];
  },
});
