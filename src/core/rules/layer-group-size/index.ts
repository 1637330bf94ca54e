import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { isBlocked, nearestDivisors, setFix, writtenNumber } from '../support';

const key = 'layer_group_size';

export const layerGroupSize = modelRule({
  name: 'layer-group-size',
  severity: 'warning',
  summary: 'Groups of layers fill the model.',
  check(model) {
    const { architecture, fields, recognition } = model;
    const size = writtenNumber(model, key);
    const layers = architecture.layers.length;
    if (!recognition.family.id.startsWith('bailing') || size === undefined || layers === 0) return [];
    if (isBlocked(model, fields.pointer(key)) || layers % size === 0) return [];
    const tail = layers % size;
    return [
      {
        pointer: fields.pointer(key),
        message: `Groups of ${formatCount(size)} leave ${tail} of ${formatCount(layers)} layers over, and these become softmax attention, not linear, in all that serves the model. Choose a size that divides the layers.`,
        fixes: nearestDivisors(layers, size, 3)
          .filter((divisor) => divisor > 1 && divisor < layers)
          .map((divisor) => setFix(model, key, divisor)),
      },
    ];
  },
});
