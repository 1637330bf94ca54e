import { removeMember } from '../../document/edit';
import { modelRule } from '../rule';

const key = 'ignore_keys_at_rope_validation';

export const leakedClassAttribute = modelRule({
  name: 'leaked-class-attribute',
  severity: 'warning',
  summary: 'The config holds no attribute of its class.',
  check({ recognition: { config } }) {
    const places = [config.rootField(key), ...(config.base === '' ? [] : [config.field(key)])];
    return places.flatMap((field) =>
      field === undefined
        ? []
        : [
            {
              pointer: field.pointer,
              at: 'key' as const,
              message: `\`${key}\` is an attribute of the class that an export wrote into the file: transformers 5 up to 5.8 stops on it where \`partial_rotary_factor\` is set. Remove it.`,
              fixes: [
                { title: `Remove ${key}`, edits: removeMember(config.document, field.pointer), safe: true },
              ],
              tag: 'unnecessary' as const,
            },
          ],
    );
  },
});
