import { modelRule } from '../rule';
import { defaultOf, insertFix, isOutermost, isWritten, softmaxAttention } from '../support';

export const kvHeadsOmitted = modelRule({
  name: 'kv-heads-omitted',
  severity: 'warning',
  summary: 'Key/value heads are written where the default is not the number of heads.',
  check(model) {
    const attention = softmaxAttention(model);
    const value = defaultOf(model, 'num_key_value_heads');
    if (!attention || typeof value !== 'number' || !isOutermost(model)) return [];
    const { queryHeads } = attention;
    // More than there are heads is an error, and said so elsewhere.
    if (!isWritten(model, 'num_attention_heads') || value >= queryHeads) return [];
    return [
      {
        pointer: model.fields.pointer('num_attention_heads'),
        message: `\`num_key_value_heads\` is left out: ${model.recognition.family.title} takes ${value}, not the ${queryHeads} query heads. Write it.`,
        fixes: [
          insertFix(model, 'num_key_value_heads', value, 'num_attention_heads'),
          insertFix(model, 'num_key_value_heads', queryHeads, 'num_attention_heads'),
        ],
      },
    ];
  },
});
