import { modelRule } from '../rule';
import { isWritten, mixerOf, nearestMultiples, setFix } from '../support';

export const gdnValueKeyHeads = modelRule({
  name: 'gdn-value-key-heads',
  severity: 'error',
  summary: 'Value heads of Gated DeltaNet are a multiple of its key heads.',
  dialects: 'any',
  check(model) {
    const mixer = mixerOf(model, 'gated-deltanet');
    if (!mixer || mixer.valueHeads % mixer.keyHeads === 0) return [];
    const { keyHeads, valueHeads } = mixer;
    // transformers' keys, and those of flash-linear-attention.
    const valueKey = ['linear_num_value_heads', 'num_v_heads'].find((name) => isWritten(model, name));
    const keyKey = isWritten(model, 'num_heads') ? 'num_heads' : 'linear_num_key_heads';
    const field = valueKey ?? keyKey;
    const multiples = nearestMultiples(keyHeads, valueHeads);
    return [
      {
        pointer: model.fields.pointer(field),
        message: `${valueHeads} value heads can't share ${keyHeads} key heads evenly: the first forward pass fails. Nearest multiples: ${multiples.join(', ')}.`,
        fixes: valueKey === undefined ? [] : multiples.map((count) => setFix(model, valueKey, count)),
        related: { pointer: model.fields.pointer(keyKey), message: `${keyHeads} key heads` },
      },
    ];
  },
});
