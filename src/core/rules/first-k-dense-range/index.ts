import { mixtureOf } from '../moe-support';
import { modelRule } from '../rule';
import { writtenNumber } from '../support';

export const firstKDenseRange = modelRule({
  name: 'first-k-dense-range',
  severity: 'warning',
  summary: 'Some layer has experts.',
  dialects: 'any',
  check(model) {
    const { architecture, fields } = model;
    const first = writtenNumber(model, 'first_k_dense_replace');
    const count = architecture.layers.length;
    if (first === undefined || first < count || count === 0 || mixtureOf(model)) return [];
    if (
      fields.has('mlp_layer_types') ||
      !['n_routed_experts', 'num_experts'].some((name) => fields.has(name))
    )
      return [];
    return [
      {
        pointer: fields.pointer('first_k_dense_replace'),
        message: `The first ${first} layers are dense, and there are ${count}: no layer has experts. Lower it.`,
        related: { pointer: fields.pointer('num_hidden_layers'), message: `${count} layers` },
      },
    ];
  },
});
