import type { Model } from '../../analyse';
import { modelRule, type Fix } from '../rule';
import { setFix } from '../support';

const key = 'ple_layer_ids';

export const pleOneBased = modelRule({
  name: 'ple-one-based',
  severity: 'error',
  summary: 'Layers with n-grams are counted from 1, and are linear.',
  check(model) {
    const base = `${model.fields.pointer(key)}/`;
    return model.fields.issues
      .filter(({ kind, pointer }) => kind === 'conflict' && pointer.startsWith(base))
      .map(({ pointer, message }) => ({
        pointer,
        message: `${message} transformers refuses to load this.`,
        fixes: shiftFix(model),
      }));
  },
});

/** Offered where the ids fit once they count from 1. */
function shiftFix(model: Model): Fix[] {
  const ids = (model.fields.silent().integers(key) ?? []).map((id) => id + 1);
  const fits = ids.every((id) => model.architecture.layers[id - 1]?.mixer.kind === 'gated-deltanet');
  return fits ? [setFix(model, key, ids, { title: 'Add 1 to every id' })] : [];
}
