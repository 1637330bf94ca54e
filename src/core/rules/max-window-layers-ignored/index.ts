import { modelRule } from '../rule';
import { removeFix, writtenFlag, writtenNumber } from '../support';

export const maxWindowLayersIgnored = modelRule({
  name: 'max-window-layers-ignored',
  severity: 'warning',
  summary: 'Qwen3-MoE has no first sliding layer.',
  check(model) {
    const { architecture, fields, recognition } = model;
    const first = writtenNumber(model, 'max_window_layers');
    if (recognition.family.id !== 'qwen3_moe' || first === undefined || fields.has('layer_types')) return [];
    // Without the window nothing slides whatever the key says, and published files all have it.
    if (writtenFlag(model, 'use_sliding_window') !== true || first === 0) return [];
    return [
      {
        pointer: fields.pointer('max_window_layers'),
        message: `\`max_window_layers\` (${first}) is not read by Qwen3-MoE: with use_sliding_window all ${architecture.layers.length} layers slide. Write layer_types to keep some of them full.`,
        fixes: [removeFix(model, 'max_window_layers')],
        tag: 'unnecessary' as const,
      },
    ];
  },
});
