import type { Model } from '../../analyse';
import { isArray, memberValue } from '../../document/node';
import { joinPointer } from '../../document/pointer';
import { numberIn, ropes, type Rope } from '../rope-support';
import { modelRule } from '../rule';
import { latentAttention, softmaxAttention } from '../support';

export const longropeFactorLength = modelRule({
  name: 'longrope-factor-length',
  severity: 'error',
  summary: 'LongRoPE has a factor for each pair of rotary dimensions.',
  check(model) {
    return ropes(model).flatMap((rope) => {
      const pairs = rotaryPairs(model, rope);
      if (pairs === undefined || !['longrope', 'su'].includes(rope.type)) return [];
      return ['short_factor', 'long_factor'].flatMap((key) => {
        const list = memberValue(rope.node, key);
        if (!isArray(list) || list.items.length === pairs) return [];
        return [
          {
            pointer: joinPointer(rope.pointer, key),
            at: 'key' as const,
            message: `${list.items.length} factors for ${pairs} pairs of rotary dimensions (half of what is turned of a head): the model can't be built. The list belongs to a model with another head dim.`,
          },
        ];
      });
    });
  },
});

function rotaryPairs(model: Model, rope: Rope): number | undefined {
  const attention = softmaxAttention(model);
  if (!attention || latentAttention(model) || model.fields.issues.length > 0) return undefined;
  const { rotaryShare = 1 } = model.recognition.family;
  const share = numberIn(model, rope, 'partial_rotary_factor') ?? rotaryShare;
  return Math.floor(Math.floor(attention.headDim * share) / 2);
}
