import type { ModelConfig } from '../../dialects/dialect';
import { setValue } from '../../document/edit';
import { stringValue } from '../../document/node';
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
    const [name, meant, pointer] =
      recognition.status === 'model'
        ? [wrapperType(recognition.config), wrapperMisspelling(recognition.config), '/model_type']
        : [
            recognition.status === 'unknown-family' ? recognition.name : undefined,
            misspelling(recognition),
            namePointer(document, recognition),
          ];
    if (name === undefined || meant === undefined) return [];
    return [
      {
        pointer,
        message: `"${name}" is no model type: transformers does not recognise this architecture. It resembles "${meant}".`,
        fixes: [
          { title: `Set model_type to "${meant}"`, edits: setValue(document, pointer, meant), safe: false },
        ],
      },
    ];
  },
};

/** The known model type that an unknown one is a slip of; a name that transformers has a class for is none. */
export function misspelling(recognition: Recognition): string | undefined {
  if (recognition.status !== 'unknown-family') return undefined;
  const name = recognition.config.modelTypes[0];
  if (name === undefined || transformersModelTypes.has(name)) return undefined;
  return knownModelTypes.find((type) => isSlip(name, type));
}

/** What a file calls the whole of which the model is a part: `qwen3_vl` around a `qwen3_vl_text`. */
function wrapperType(config: ModelConfig): string | undefined {
  return config.base === '' ? undefined : stringValue(config.rootField('model_type')?.node);
}

function wrapperMisspelling(config: ModelConfig): string | undefined {
  const name = wrapperType(config);
  const known = [...transformersModelTypes, ...knownModelTypes];
  if (name === undefined || known.includes(name)) return undefined;
  // The part is named after the whole, and is spelt right.
  const whole = config.modelTypes[0]?.replace(/_text(?:_model)?$/, '');
  if (whole !== undefined && known.includes(whole) && editDistance(whole, name, 1) === 1) return whole;
  return known.find((type) => isSlip(name, type));
}

/** Other digits or another first letter make another model, not a slip. */
function isSlip(name: string, type: string): boolean {
  if (plain(type) === plain(name)) return true;
  const limit = Math.min(2, Math.floor(name.length / 4));
  return type[0] === name[0] && digits(type) === digits(name) && editDistance(type, name, limit) <= limit;
}

const plain = (type: string): string => type.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const digits = (type: string): string => type.replaceAll(/\D/g, '');
