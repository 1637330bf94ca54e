import { describePattern } from '../../pattern';
import { patternPointer, reachOf, sequenceMixers } from '../pattern-support';
import { modelRule } from '../rule';

export const ratioUnusual = modelRule({
  name: 'ratio-unusual',
  severity: 'hint',
  summary: 'The hybrid ratio is the one the family is published with.',
  dialects: 'any',
  check(model) {
    const { architecture, recognition } = model;
    const { title, publishedRatio } = recognition.family;
    const { ratio } = describePattern(architecture.layers);
    if (ratio === undefined) return [];
    const mixers = sequenceMixers(model);
    const told = publishedRatio
      ? isFewerThanTwoPeriods(publishedRatio.ratio, mixers.length) || ratio === publishedRatio.ratio
        ? undefined
        : `${title} is published with ${publishedRatio.ratio} (${publishedRatio.source}).`
      : mixers.some((mixer) => reachOf(mixer) === 'state') && isBeyondUsual(ratio)
        ? 'Published hybrids range from 1:1 to 9:1.'
        : undefined;
    if (told === undefined) return [];
    return [
      {
        pointer: patternPointer(model),
        at: 'key' as const,
        message: `${ratio} layers of bounded cost to layers that see the whole context. ${told}`,
      },
    ];
  },
});

const share = (ratio: string): number => {
  const [bounded = 0, global = 1] = ratio.split(':').map(Number);
  return bounded / global;
};

const isBeyondUsual = (ratio: string): boolean => share(ratio) < 1 || share(ratio) > 9;

/** A cut-down model can't show its family's ratio. */
function isFewerThanTwoPeriods(ratio: string, layers: number): boolean {
  return layers < 2 * ratio.split(':').reduce((sum, part) => sum + Number(part), 0);
}
