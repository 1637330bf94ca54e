import { insertMember } from '../../document/edit';
import { modelRule } from '../rule';
import { writtenFlag, writtenNumber } from '../support';

export const claWithoutFlag = modelRule({
  name: 'cla-without-flag',
  severity: 'hint',
  summary: 'A share factor comes with the flag that switches sharing on.',
  check(model) {
    const { fields, recognition } = model;
    const factor = writtenNumber(model, 'cla_share_factor') ?? 1;
    if (!recognition.family.id.startsWith('hunyuan') || factor < 2) return [];
    if (writtenFlag(model, 'use_cla') === true) return [];
    const { document, base } = recognition.config;
    return [
      {
        pointer: fields.pointer('cla_share_factor'),
        message: `\`cla_share_factor\` (${factor}) shares nothing without \`use_cla\`: every layer caches keys and values of its own. Set the flag to true if they should be shared.`,
        fixes: [
          {
            title: 'Set use_cla to true',
            edits: insertMember(document, base, 'use_cla', true, 'cla_share_factor'),
            safe: false,
          },
        ],
        tag: 'unnecessary' as const,
      },
    ];
  },
});
