import { formatCount, listed } from '../../format';
import { countPointer, servingRule } from '../serving-support';
import { nearestDivisors } from '../support';

export const ppUneven = servingRule({
  name: 'pp-uneven',
  severity: 'information',
  summary: 'Stages of a pipeline have as many layers each.',
  check(model, { pipelineParallel: stages = 1 }) {
    const count = model.architecture.layers.length;
    if (count === 0 || count % stages === 0) return [];
    const few = Math.floor(count / stages);
    const divisors = nearestDivisors(count, stages).filter((divisor) => divisor > 1);
    const even = divisors.toSorted((a, b) => a - b);
    const sizes =
      few === 0
        ? `leave some stage without a layer`
        : `make stages of ${formatCount(few)} and ${formatCount(few + 1)}, and the longest sets the pace`;
    const instead =
      even.length > 0 ? ` ${listed(even)} stages would be even.` : ' No number of stages is even.';
    return [
      {
        pointer: countPointer(model, ['num_hidden_layers'], count),
        message: `${formatCount(count)} layers in ${stages} stages (pipeline parallel) ${sizes}.${instead}`,
      },
    ];
  },
});
