import { setValue } from '../../document/edit';
import { stringValue } from '../../document/node';
import { joinPointer } from '../../document/pointer';
import { modelRule } from '../rule';

export const gemma4LastNotFull = modelRule({
  name: 'gemma4-last-not-full',
  severity: 'warning',
  summary: 'The last layer of a Gemma 4 sees everything.',
  check({ fields, recognition }) {
    const list = fields.silent().list('layer_types');
    const last = list?.at(-1);
    if (recognition.family.id !== 'gemma4' || !list || stringValue(last) !== 'sliding_attention') return [];
    const pointer = joinPointer(fields.pointer('layer_types'), list.length - 1);
    return [
      {
        pointer,
        message:
          'The last layer slides by this list, and transformers makes it a full one with a warning. Write what is built.',
        fixes: [
          {
            title: 'Set the last entry to "full_attention"',
            edits: setValue(recognition.config.document, pointer, 'full_attention'),
            safe: false,
          },
        ],
      },
    ];
  },
});
