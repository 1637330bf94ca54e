import { removeMember } from '../../document/edit';
import { stringValue, memberValue } from '../../document/node';
import { joinPointer } from '../../document/pointer';
import { ropes } from '../rope-support';
import { modelRule } from '../rule';

/** Older names of a variant, which stand beside the name of today in published files. */
const olderNames: Readonly<Record<string, string>> = { mrope: 'default', su: 'longrope' };

export const ropeTypeConflict = modelRule({
  name: 'rope-type-conflict',
  severity: 'warning',
  summary: 'The two names of the RoPE variant agree.',
  check(model) {
    return ropes(model).flatMap(({ node, pointer }) => {
      const [current, old] = ['rope_type', 'type'].map((key) => stringValue(memberValue(node, key)));
      if (current === undefined || old === undefined || (olderNames[old] ?? old) === current) return [];
      return [
        {
          pointer: joinPointer(pointer, 'type'),
          message: `\`type\` is ${old} and \`rope_type\` ${current}: transformers takes the latter, readers of the older key this one. Remove one of them.`,
          fixes: [
            {
              title: 'Remove type',
              edits: removeMember(model.recognition.config.document, joinPointer(pointer, 'type')),
              safe: false,
            },
          ],
          related: { pointer: joinPointer(pointer, 'rope_type'), message: 'this one counts' },
        },
      ];
    });
  },
});
