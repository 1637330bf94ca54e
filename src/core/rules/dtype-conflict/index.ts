import { removeMember } from '../../document/edit';
import { isNull } from '../../document/node';
import type { Field } from '../../dialects/dialect';
import { show } from '../../families/fields';
import type { Model } from '../../analyse';
import { modelRule } from '../rule';

export const dtypeConflict = modelRule({
  name: 'dtype-conflict',
  severity: 'warning',
  summary: 'The two names of the dtype agree.',
  check(model) {
    return dtypePlaces(model).flatMap(({ old, current }) => {
      if (old?.node.type !== 'scalar' || current?.node.type !== 'scalar') return [];
      if (isNull(old.node) || isNull(current.node) || old.node.value === current.node.value) return [];
      return [
        {
          pointer: old.pointer,
          message: `\`torch_dtype\` is ${show(old.node)} and \`dtype\` ${show(current.node)}: transformers 5 takes the latter, older releases this one. Remove one of them.`,
          fixes: [
            {
              title: 'Remove torch_dtype',
              edits: removeMember(model.recognition.config.document, old.pointer),
              safe: false,
            },
          ],
          related: { pointer: current.pointer, message: 'this one counts' },
        },
      ];
    });
  },
});

/** Both names of the dtype, in the outer object and in the text config. */
export function dtypePlaces({
  recognition,
}: Model): { old: Field | undefined; current: Field | undefined }[] {
  const { config } = recognition;
  const outer = { old: config.rootField('torch_dtype'), current: config.rootField('dtype') };
  return config.base === ''
    ? [outer]
    : [outer, { old: config.field('torch_dtype'), current: config.field('dtype') }];
}
