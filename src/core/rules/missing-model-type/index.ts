import { insertMember } from '../../document/edit';
import type { ModelConfig } from '../../dialects/dialect';
import { transformersModelTypes } from '../../reference/model-types';
import type { Report, Rule } from '../rule';

export const missingModelType: Rule = {
  name: 'missing-model-type',
  severity: 'warning',
  summary: 'The config says which model it is.',
  check({ recognition, document }) {
    if (recognition.status === 'not-a-config') return [];
    const { config } = recognition;
    if (config.modelTypes.length > 0) return isNamelessWrapper(config) ? [wrapperReport(config)] : [];
    // Other dialects share hidden_size and the like; these two are Hugging Face's own.
    if (config.architectures.length === 0 && !config.field('num_hidden_layers')) return [];
    const type = recognition.status === 'model' ? recognition.family.id : undefined;
    const told =
      type === undefined
        ? 'and nothing is estimated'
        : `although architectures names ${config.architectures[0]}`;
    return [
      {
        pointer: config.architectures.length > 0 && config.rootField('architectures') ? '/architectures' : '',
        message: `No model_type: transformers can't tell which model to build, ${told}. Add ${type === undefined ? 'model_type' : `"model_type": "${type}"`}.`,
        fixes:
          type === undefined
            ? []
            : [
                {
                  title: `Add model_type: "${type}"`,
                  edits: insertMember(document, config.base, 'model_type', type),
                  safe: true,
                },
              ],
      },
    ];
  },
};

/** A file whose part has a name, and the whole has none: transformers looks at the outer object only. */
function isNamelessWrapper(config: ModelConfig): boolean {
  return (
    /^\/(?:text|llm|language)_config$/.test(config.base) &&
    config.rootField('architectures') !== undefined &&
    config.rootField('model_type') === undefined
  );
}

function wrapperReport({ base, document, modelTypes }: ModelConfig): Report {
  const whole = modelTypes[0]?.replace(/_text(?:_model)?$/, '') ?? '';
  const isKnown = whole !== modelTypes[0] && transformersModelTypes.has(whole);
  return {
    pointer: '/architectures',
    message: `No model_type beside architectures: transformers can't tell which model to build, and does not look for one in ${base.slice(1)}. Add ${isKnown ? `"model_type": "${whole}"` : 'it'}.`,
    fixes: isKnown
      ? [
          {
            title: `Add model_type: "${whole}"`,
            edits: insertMember(document, '', 'model_type', whole, 'architectures'),
            safe: false,
          },
        ]
      : [],
  };
}
