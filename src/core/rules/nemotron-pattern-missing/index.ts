import { isNull } from '../../document/node';
import { modelRule } from '../rule';
import { defaultOf, isWritten, namePointer } from '../support';

const key = 'hybrid_override_pattern';

export const nemotronPatternMissing = modelRule({
  name: 'nemotron-pattern-missing',
  severity: 'error',
  summary: 'A Nemotron-H config says which layers it has.',
  check(model) {
    const { fields, recognition } = model;
    const { document } = recognition.config;
    if (recognition.family.id !== 'nemotron_h' || fields.has('layers_block_type')) return [];
    if (isNull(fields.node(key))) {
      return [
        {
          pointer: fields.pointer(key),
          message: `\`${key}\` is null: transformers fails to load this ('NoneType' object is not iterable). Write the pattern, or layers_block_type.`,
        },
      ];
    }
    // A file without any size asks for the class's own model.
    if (
      defaultOf(model, key) === undefined ||
      !(isWritten(model, 'hidden_size') || isWritten(model, 'num_hidden_layers'))
    )
      return [];
    return [
      {
        pointer: isWritten(model, 'num_hidden_layers')
          ? fields.pointer('num_hidden_layers')
          : namePointer(document, recognition),
        message: `Neither ${key} nor layers_block_type is written: a model of 4 layers (Mamba-2, experts, attention, MLP) is built, whatever num_hidden_layers says. Write the pattern.`,
      },
    ];
  },
});
