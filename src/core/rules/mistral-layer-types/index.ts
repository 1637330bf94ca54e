import { modelRule } from '../rule';
import { removeFix } from '../support';

export const mistralLayerTypes = modelRule({
  name: 'mistral-layer-types',
  severity: 'warning',
  summary: 'Mistral configs have no layer list: Ministral has.',
  check(model) {
    const { fields, recognition } = model;
    if (recognition.family.id !== 'mistral' || !fields.has('layer_types')) return [];
    return [
      {
        pointer: fields.pointer('layer_types'),
        at: 'key' as const,
        message:
          'model_type "mistral" slides in every layer or in none, whatever `layer_types` says; only the cache follows the list. Use model_type "ministral" for layers that differ.',
        fixes: [removeFix(model, 'layer_types')],
      },
    ];
  },
});
