import { modelRule } from '../rule';
import { setFix, softmaxAttention, writtenFlag, writtenNumber } from '../support';

export const falconKvHeadsIgnored = modelRule({
  name: 'falcon-kv-heads-ignored',
  severity: 'warning',
  summary: 'The key/value heads of a Falcon are read where they are written.',
  check(model) {
    const { recognition, fields } = model;
    const heads = writtenNumber(model, 'num_kv_heads');
    if (recognition.family.id !== 'falcon' || heads === undefined || fields.issues.length > 0) return [];
    const isNew = writtenFlag(model, 'new_decoder_architecture') === true;
    const attention = softmaxAttention(model);
    // The 7B writes as many as query heads, which every Falcon has as its default.
    if (isNew || attention?.keyValueHeads !== 1 || heads === 1 || heads === attention.queryHeads) return [];
    return [
      {
        pointer: fields.pointer('num_kv_heads'),
        message: `One key/value head is built, and not ${heads}: \`multi_query\` decides as long as \`new_decoder_architecture\` is not true.`,
        fixes: [setFix(model, 'num_kv_heads', 1)],
      },
    ];
  },
});
