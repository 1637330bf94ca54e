import { numberValue } from '../../document/node';
import { modelRule } from '../rule';
import { removeFix, writtenNumber } from '../support';

export const moeStepConflict = modelRule({
  name: 'moe-step-conflict',
  severity: 'warning',
  summary: "Llama 4's step and list name the same sparse layers.",
  check(model) {
    const { architecture, fields, recognition } = model;
    const step = writtenNumber(model, 'interleave_moe_layer_step');
    const node = fields.node('moe_layers');
    if (recognition.family.id !== 'llama4' || step === undefined || step < 1 || node?.type !== 'array')
      return [];
    const listed = new Set(node.items.map((item) => numberValue(item)));
    const differs = architecture.layers.find(({ index }) => listed.has(index) !== ((index + 1) % step === 0));
    if (!differs) return [];
    return [
      {
        pointer: fields.pointer('interleave_moe_layer_step'),
        message: `A step of ${step} is ignored beside \`moe_layers\`, which says otherwise of layer ${differs.index}: the list wins. Remove one of them.`,
        fixes: [removeFix(model, 'interleave_moe_layer_step')],
        related: { pointer: fields.pointer('moe_layers'), message: 'the list that counts' },
        tag: 'unnecessary' as const,
      },
    ];
  },
});
