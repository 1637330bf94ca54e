import { modelRule } from '../rule';
import { attentionWith, nearestDivisors, setFix } from '../support';

export const headsNotMultipleOfKv = modelRule({
  name: 'heads-not-multiple-of-kv',
  severity: 'error',
  summary: 'Query heads are a multiple of key/value heads.',
  dialects: 'any',
  check(model) {
    const { fields } = model;
    // More of them than query heads is another rule's.
    const attention = attentionWith(
      model,
      ({ queryHeads, keyValueHeads }) => keyValueHeads < queryHeads && queryHeads % keyValueHeads !== 0,
    );
    if (!attention) return [];
    const { queryHeads, keyValueHeads } = attention;
    // flash-linear-attention has names of its own.
    const queryKey = fields.has('num_attention_heads') ? 'num_attention_heads' : 'num_heads';
    const [key] = ['num_key_value_heads', 'num_kv_heads'].filter((name) => fields.has(name));
    const pointer = fields.pointer(key ?? queryKey);
    const divisors = nearestDivisors(queryHeads, keyValueHeads);
    return [
      {
        pointer,
        message: `${queryHeads} query heads can't share ${keyValueHeads} key/value heads${key === undefined ? ' (the default)' : ''} evenly: the first forward pass fails. Nearest that divide: ${divisors.join(', ')}.`,
        fixes: key === undefined ? [] : divisors.map((heads) => setFix(model, key, heads)),
        related: { pointer: fields.pointer(queryKey), message: `${queryHeads} query heads` },
      },
    ];
  },
});
