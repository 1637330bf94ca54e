import { renameKey } from '../../document/edit';
import { modelRule } from '../rule';
import { dtypePlaces } from '../dtype-conflict';

export const torchDtypeDeprecated = modelRule({
  name: 'torch-dtype-deprecated',
  severity: 'hint',
  summary: 'The dtype has the name of today.',
  check(model) {
    return dtypePlaces(model)
      .filter(({ old, current }) => old && !current)
      .map(({ old }) => ({
        pointer: old!.pointer,
        at: 'key' as const,
        message:
          '`torch_dtype` is the old name of `dtype`; transformers 5 reads both. Write `dtype`, unless transformers 4.55 or older reads this file.',
        fixes: [
          {
            title: 'Rename to dtype',
            edits: renameKey(model.recognition.config.document, old!.pointer, 'dtype'),
            safe: false,
          },
        ],
        tag: 'deprecated' as const,
      }));
  },
});
