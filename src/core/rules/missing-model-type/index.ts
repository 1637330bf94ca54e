import { insertMember } from '../../document/edit';
import type { Rule } from '../rule';

export const missingModelType: Rule = {
  name: 'missing-model-type',
  severity: 'warning',
  summary: 'The config says which model it is.',
  check({ recognition, document }) {
    if (recognition.status === 'not-a-config' || recognition.config.modelTypes.length > 0) return [];
    const { config } = recognition;
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
