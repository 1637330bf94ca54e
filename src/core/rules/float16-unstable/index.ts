import { stringValue } from '../../document/node';
import { setValue } from '../../document/edit';
import { dtypePlaces } from '../dtype-conflict';
import { modelRule } from '../rule';

const families = ['gemma2', 'gemma3'];

export const float16Unstable = modelRule({
  name: 'float16-unstable',
  severity: 'warning',
  summary: 'Gemma is not loaded in float16.',
  check(model) {
    const { recognition } = model;
    if (!families.includes(recognition.family.id)) return [];
    const { document } = recognition.config;
    return dtypePlaces(model).flatMap(({ old, current }) => {
      const field = current ?? old;
      if (!field || stringValue(field.node) !== 'float16') return [];
      return [
        {
          pointer: field.pointer,
          message: `${recognition.family.title} overflows in float16, and vLLM refuses it. Write "bfloat16", which it was trained in.`,
          fixes: [
            { title: 'Write "bfloat16"', edits: setValue(document, field.pointer, 'bfloat16'), safe: false },
          ],
        },
      ];
    });
  },
});
