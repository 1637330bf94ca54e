import { setValue } from '../../document/edit';
import { editDistance } from '../../nearest';
import { transformersModelTypes } from '../../reference/model-types';
import { knownModelTypes, type Recognition } from '../../recognise';
import type { Rule } from '../rule';
import { namePointer } from '../support';

export const misspeltModelType: Rule = {
  name: 'misspelt-model-type',
  severity: 'warning',
  summary: 'The model type is not a known one with a slip of the pen.',
  check({ recognition, document }) {
    const meant = misspelling(recognition);
    if (meant === undefined || recognition.status !== 'unknown-family') return [];
    const pointer = namePointer(document, recognition);
    return [
      {
        pointer,
        message: `"${recognition.name}" is no model type: transformers does not recognise this architecture. It resembles "${meant}".`,
        fixes: [
          { title: `Set model_type to "${meant}"`, edits: setValue(document, pointer, meant), safe: false },
        ],
      },
    ];
  },
};

/**
 * The known model type that an unknown one is a slip of. Other digits or another first letter make another model,
 * not a slip, and so does a name that transformers has a class for.
 */
export function misspelling(recognition: Recognition): string | undefined {
  if (recognition.status !== 'unknown-family') return undefined;
  const name = recognition.config.modelTypes[0];
  if (name === undefined || transformersModelTypes.has(name)) return undefined;
  const limit = Math.min(2, Math.floor(name.length / 4));
  return knownModelTypes.find(
    (type) =>
      plain(type) === plain(name) ||
      (type[0] === name[0] && digits(type) === digits(name) && editDistance(type, name, limit) <= limit),
  );
}

const plain = (type: string): string => type.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const digits = (type: string): string => type.replaceAll(/\D/g, '');
