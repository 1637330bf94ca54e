import { setValue } from '../../document/edit';
import { joinPointer } from '../../document/pointer';
import { modelRule } from '../rule';
import { isWritten } from '../support';

const keys: Readonly<Record<string, string>> = { bamba: 'attn_layer_indices', lfm2: 'full_attn_idxs' };

export const attnIndexOutOfRange = modelRule({
  name: 'attn-index-out-of-range',
  severity: 'warning',
  summary: 'The indices of attention layers are those of layers.',
  check(model) {
    const { fields, architecture, recognition } = model;
    const key = keys[recognition.family.id];
    // A list of layer types makes the indices idle.
    if (key === undefined || fields.issues.length > 0) return [];
    if (recognition.family.id === 'lfm2' && isWritten(model, 'layer_types')) return [];
    const count = architecture.layers.length;
    const indices = fields.silent().integers(key) ?? [];
    const inRange = indices.filter((index) => index >= 0 && index < count);
    return indices.flatMap((index, place) => {
      if (index >= 0 && index < count) return [];
      return [
        {
          pointer: joinPointer(fields.pointer(key), place),
          message: `There is no layer ${index}: the ${count} layers are counted from 0, and this index is ignored without a word. Remove it, or count anew.`,
          fixes: [
            {
              title: 'Remove the indices of no layer',
              edits: setValue(recognition.config.document, fields.pointer(key), inRange),
              safe: false,
            },
          ],
        },
      ];
    });
  },
});
