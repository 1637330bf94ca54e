import { modelRule } from '../rule';
import { firstWritten } from '../moe-support';
import { keyOf, writtenNumber } from '../support';

const layerFields = ['num_nextn_predict_layers', 'mtp_num_hidden_layers', 'num_mtp_layers'];

export const mtpNotCounted = modelRule({
  name: 'mtp-not-counted',
  severity: 'hint',
  summary:
    'Numbers of a model with layers for multi-token prediction are read as those of the model without.',
  check(model) {
    const field = firstWritten(model, layerFields);
    const count = field === undefined ? undefined : writtenNumber(model, field);
    if (field === undefined || count === undefined || count < 1) return [];
    const layers = count === 1 ? 'One layer predicts a' : `${count} layers predict`;
    const more = count === 1 ? 'further token' : 'further tokens';
    return [
      {
        pointer: model.fields.pointer(field),
        message: `${layers} ${more} (\`${keyOf(model, field)}\`), which transformers does not load: parameters, caches and layers given here are without. An engine that drafts with ${count === 1 ? 'it' : 'them'} needs memory for weights and keys and values on top.`,
      },
    ];
  },
});
