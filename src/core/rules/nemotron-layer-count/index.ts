import { modelRule } from '../rule';
import { setFix, writtenNumber } from '../support';
import { patternPointer } from '../pattern-support';

export const nemotronLayerCount = modelRule({
  name: 'nemotron-layer-count',
  severity: 'warning',
  summary: "The number of layers is the pattern's length.",
  check(model) {
    const { architecture, fields, recognition } = model;
    const written = writtenNumber(model, 'num_hidden_layers');
    const length = architecture.layers.length;
    const isPatterned = fields.has('layers_block_type') || fields.has('hybrid_override_pattern');
    if (recognition.family.id !== 'nemotron_h' || !isPatterned || written === undefined || written === length)
      return [];
    return [
      {
        pointer: fields.pointer('num_hidden_layers'),
        message: `num_hidden_layers is ${written}, the pattern has ${length} layers: the pattern decides, silently, and ${length} are built. Make them agree.`,
        fixes: [setFix(model, 'num_hidden_layers', length)],
        related: { pointer: patternPointer(model), message: `${length} layers` },
      },
    ];
  },
});
