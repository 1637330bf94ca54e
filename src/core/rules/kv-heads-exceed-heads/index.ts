import { modelRule } from '../rule';
import { attentionWith, setFix } from '../support';

export const kvHeadsExceedHeads = modelRule({
  name: 'kv-heads-exceed-heads',
  severity: 'error',
  summary: 'There are no more key/value heads than query heads.',
  dialects: 'any',
  check(model) {
    const attention = attentionWith(model, (heads) => heads.keyValueHeads > heads.queryHeads);
    if (!attention) return [];
    const { queryHeads, keyValueHeads } = attention;
    const { fields } = model;
    const isWritten = fields.has('num_key_value_heads');
    return [
      {
        pointer: fields.pointer(isWritten ? 'num_key_value_heads' : 'num_attention_heads'),
        message: `${keyValueHeads} key/value heads${isWritten ? '' : ' (the default)'} for ${queryHeads} query heads: the first forward pass fails. Use at most ${queryHeads}.`,
        fixes: isWritten ? [setFix(model, 'num_key_value_heads', queryHeads)] : [],
        related: { pointer: fields.pointer('num_attention_heads'), message: `${queryHeads} query heads` },
      },
    ];
  },
});
