import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { nearestDivisors, setFix, writtenFlag, writtenNumber } from '../support';

export const claNotDivisor = modelRule({
  name: 'cla-not-divisor',
  severity: 'information',
  summary: 'Groups of layers that share keys and values are of one size.',
  check(model) {
    const { architecture, fields, recognition } = model;
    const factor = writtenNumber(model, 'cla_share_factor') ?? 1;
    const layers = architecture.layers.length;
    if (recognition.family.id !== 'hunyuan' || writtenFlag(model, 'use_cla') !== true) return [];
    if (factor < 2 || layers % factor === 0) return [];
    return [
      {
        pointer: fields.pointer('cla_share_factor'),
        message: `${formatCount(layers)} layers in groups of ${factor} leave ${layers % factor} for the last group, which caches as much as a whole one. Choose a factor that divides the layers.`,
        fixes: nearestDivisors(layers, factor, 3)
          .filter((divisor) => divisor > 1)
          .map((divisor) => setFix(model, 'cla_share_factor', divisor)),
      },
    ];
  },
});
