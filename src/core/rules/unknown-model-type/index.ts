import { setValue } from '../../document/edit';
import { misspelling } from '../misspelt-model-type';
import type { Rule } from '../rule';
import { namePointer } from '../support';

export const unknownModelType: Rule = {
  name: 'unknown-model-type',
  severity: 'information',
  summary: 'The model type is one that Layerwise knows.',
  check({ recognition, document }) {
    if (recognition.status !== 'unknown-family' || recognition.name === undefined) return [];
    if (misspelling(recognition) !== undefined) return [];
    const { name, nearest, config } = recognition;
    const pointer = namePointer(document, recognition);
    const offers = config.modelTypes.length > 0 ? nearest : [];
    const known = nearest.length > 0 ? ` Nearest known: ${nearest.join(', ')}.` : '';
    return [
      {
        pointer,
        message: `"${name}" is not known to Layerwise: nothing is estimated, and rules that need the family are silent.${known}`,
        fixes: offers.map((type) => ({
          title: `Set model_type to "${type}"`,
          edits: setValue(document, pointer, type),
          safe: false,
        })),
      },
    ];
  },
};
