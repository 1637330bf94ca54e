import { modelRule } from '../rule';
import { mixerOf, setFix, writtenNumber } from '../support';

export const swaKvHeadsNotDouble = modelRule({
  name: 'swa-kv-heads-not-double',
  severity: 'warning',
  summary: 'Sliding layers of MiMo have twice the key/value heads.',
  check(model) {
    const written = writtenNumber(model, 'swa_num_key_value_heads');
    const built = mixerOf(model, 'sliding')?.keyValueHeads;
    if (model.recognition.family.id !== 'mimo_v2_flash' || model.fields.issues.length > 0) return [];
    if (written === undefined || built === undefined || written === built) return [];
    return [
      {
        pointer: model.fields.pointer('swa_num_key_value_heads'),
        message: `transformers gives sliding layers twice the key/value heads of full ones, ${built}, and does not read this ${written}. Other engines do.`,
        fixes: [setFix(model, 'swa_num_key_value_heads', built)],
      },
    ];
  },
});
