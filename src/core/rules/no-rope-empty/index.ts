import { modelRule } from '../rule';
import { removeFix } from '../support';

export const noRopeEmpty = modelRule({
  name: 'no-rope-empty',
  severity: 'hint',
  summary: 'An empty list of layers with positions is left out.',
  check(model) {
    const { fields, recognition } = model;
    const node = fields.node('no_rope_layers');
    if (recognition.family.id !== 'llama4' || node?.type !== 'array' || node.items.length > 0) return [];
    return [
      {
        pointer: fields.pointer('no_rope_layers'),
        at: 'key' as const,
        message:
          'An empty `no_rope_layers` counts as left out: every fourth layer goes without positions. It does not give positions to all.',
        fixes: [removeFix(model, 'no_rope_layers', { safe: true })],
        tag: 'unnecessary' as const,
      },
    ];
  },
});
