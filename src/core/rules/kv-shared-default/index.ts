import { modelRule } from '../rule';
import { defaultOf, insertFix, isOutermost, issueOf } from '../support';

const key = 'num_kv_shared_layers';

export const kvSharedDefault = modelRule({
  name: 'kv-shared-default',
  severity: 'information',
  summary: 'Gemma 3n says how many layers share keys and values.',
  check(model) {
    const { architecture, fields, recognition } = model;
    const shared = defaultOf(model, key);
    if (recognition.family.id !== 'gemma3n' || !isOutermost(model) || typeof shared !== 'number') return [];
    if (issueOf(model, key, 'conflict')) return [];
    return [
      {
        pointer: fields.pointer(key),
        message: `\`${key}\` is left out: the last ${shared} of ${architecture.layers.length} layers read the keys and values of layers before them, and cache none. Write the number, or 0 for none.`,
        fixes: [
          insertFix(model, key, shared, 'num_hidden_layers'),
          insertFix(model, key, 0, 'num_hidden_layers'),
        ],
      },
    ];
  },
});
