import { removeMember } from '../../document/edit';
import { splitPointer, type Pointer } from '../../document/pointer';
import { namesOf, show } from '../../families/fields';
import { modelRule } from '../rule';

export const aliasConflict = modelRule({
  name: 'alias-conflict',
  severity: 'warning',
  summary: 'Two names of one field agree.',
  check({ recognition, fields }) {
    const { config } = recognition;
    return Object.keys(fields.aliases).flatMap((field) => {
      const [winner, ...others] = namesOf(field, fields.aliases).flatMap((name) => config.field(name) ?? []);
      if (winner?.node.type !== 'scalar') return [];
      const { node: won, pointer: winning } = winner;
      return others.flatMap(({ node, pointer }) => {
        if (node.type !== 'scalar' || node.value === won.value) return [];
        const [ignored, read] = [keyOf(pointer), keyOf(winning)];
        return [
          {
            pointer,
            message: `\`${ignored}\` is ${show(node)} and \`${read}\` ${show(won)}: both are the same field, and transformers takes \`${read}\`. Remove one of them.`,
            fixes: [
              { title: `Remove ${ignored}`, edits: removeMember(config.document, pointer), safe: false },
            ],
            related: { pointer: winning, message: 'this one counts' },
          },
        ];
      });
    });
  },
});

const keyOf = (pointer: Pointer): string => splitPointer(pointer).at(-1) ?? '';
