import { setValue } from '../../document/edit';
import { memberValue, numberValue } from '../../document/node';
import { joinPointer } from '../../document/pointer';
import { ropes } from '../rope-support';
import { modelRule } from '../rule';

const scaled = ['linear', 'dynamic', 'yarn', 'longrope', 'llama3'];

export const ropeFactorBelowOne = modelRule({
  name: 'rope-factor-below-one',
  severity: 'warning',
  summary: 'The context is stretched by a factor of at least 1.',
  check(model) {
    const { document } = model.recognition.config;
    return ropes(model).flatMap(({ node, pointer, type }) => {
      const factor = numberValue(memberValue(node, 'factor'));
      if (factor === undefined || factor >= 1 || !scaled.includes(type)) return [];
      const place = joinPointer(pointer, 'factor');
      return [
        {
          pointer: place,
          message: `A factor of ${factor} shortens the context instead of stretching it: transformers warns of it and computes with it. Write the long context divided by the trained one, at least 1.`,
          fixes: [1, ...(factor > 0 ? [Number((1 / factor).toPrecision(6))] : [])]
            .filter((value) => value >= 1)
            .map((value) => ({
              title: `Set factor to ${value}`,
              edits: setValue(document, place, value),
              safe: false,
            })),
        },
      ];
    });
  },
});
