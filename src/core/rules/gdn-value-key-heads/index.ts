import { modelRule } from '../rule';
import { isWritten, mixerOf, nearestMultiples, setFix } from '../support';

export const gdnValueKeyHeads = modelRule({
  name: 'gdn-value-key-heads',
  severity: 'error',
  summary: 'Value heads of Gated DeltaNet are a multiple of its key heads.',
  check(model) {
    const mixer = mixerOf(model, 'gated-deltanet');
    if (!mixer || mixer.valueHeads % mixer.keyHeads === 0) return [];
    const { keyHeads, valueHeads } = mixer;
    const field = isWritten(model, 'linear_num_value_heads')
      ? 'linear_num_value_heads'
      : 'linear_num_key_heads';
    const multiples = nearestMultiples(keyHeads, valueHeads);
    return [
      {
        pointer: model.fields.pointer(field),
        message: `${valueHeads} value heads can't share ${keyHeads} key heads evenly: the first forward pass fails. Nearest multiples: ${multiples.join(', ')}.`,
        fixes:
          field === 'linear_num_value_heads' ? multiples.map((count) => setFix(model, field, count)) : [],
        related: { pointer: model.fields.pointer('linear_num_key_heads'), message: `${keyHeads} key heads` },
      },
    ];
  },
});
