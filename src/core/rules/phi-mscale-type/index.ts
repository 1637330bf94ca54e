import { insertMember } from '../../document/edit';
import { memberValue } from '../../document/node';
import { joinPointer } from '../../document/pointer';
import { show } from '../../families/fields';
import { ropes } from '../rope-support';
import { modelRule } from '../rule';

/** Phi-3.5-MoE's own, for both. */
const published = 1.243163121016122;

export const phiMscaleType = modelRule({
  name: 'phi-mscale-type',
  severity: 'error',
  summary: 'Scaled positions of Phi-3.5-MoE come with their two magnitudes.',
  check(model) {
    const { document } = model.recognition.config;
    if (model.recognition.family.id !== 'phimoe') return [];
    return ropes(model)
      .filter(({ type }) => type !== 'default' && type !== '')
      .flatMap(({ node, pointer, type }) =>
        ['short_mscale', 'long_mscale'].flatMap((key) => {
          const value = memberValue(node, key);
          const kind = value?.type === 'scalar' ? typeof value.value : undefined;
          if (kind === 'number' || kind === 'boolean') return [];
          return [
            {
              pointer: joinPointer(pointer, key),
              message: `Positions of type "${type}" need a number as \`${key}\`${value ? `, not ${show(value)}` : ''}: Phi-3.5-MoE refuses to load this (\`rope_parameters\`'s ${key} field must be a number). Phi-3.5-MoE has ${published}.`,
              fixes: [
                {
                  title: `Set ${key} to ${published}`,
                  edits: insertMember(document, pointer, key, published),
                  safe: false,
                },
              ],
            },
          ];
        }),
      );
  },
});
