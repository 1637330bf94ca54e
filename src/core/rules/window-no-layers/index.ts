import { modelRule } from '../rule';
import { defaultOf, setFix, writtenFlag, writtenNumber } from '../support';

export const windowNoLayers = modelRule({
  name: 'window-no-layers',
  severity: 'warning',
  summary: 'With the window switched on some layer slides.',
  check(model) {
    const { architecture, fields } = model;
    const first = writtenNumber(model, 'max_window_layers') ?? defaultOf(model, 'max_window_layers');
    const count = architecture.layers.length;
    if (writtenFlag(model, 'use_sliding_window') !== true || fields.has('layer_types')) return [];
    if (fields.patternKey !== 'max_window_layers' || typeof first !== 'number' || first < count) return [];
    const isWritten = fields.has('max_window_layers');
    return [
      {
        pointer: fields.pointer(isWritten ? 'max_window_layers' : 'use_sliding_window'),
        message: `No layer slides: those from \`max_window_layers\` (${first}${isWritten ? '' : ' by default'}) on would, and the model has ${count}. Lower it, or switch use_sliding_window off.`,
        fixes: [setFix(model, 'use_sliding_window', false)],
        related: { pointer: fields.pointer('use_sliding_window'), message: 'switched on here' },
      },
    ];
  },
});
