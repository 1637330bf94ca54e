import { formatCount } from '../../format';
import { expertFields, expertGroups, firstWritten, mixtureOf } from '../moe-support';
import { modelRule } from '../rule';
import { nearestDivisors, setFix } from '../support';

export const groupDividesExperts = modelRule({
  name: 'group-divides-experts',
  severity: 'error',
  summary: 'Experts split evenly over their groups.',
  dialects: 'any',
  check(model) {
    const groups = expertGroups(model);
    const moe = mixtureOf(model);
    if (!groups || !moe) return [];
    const { count, least, field } = groups;
    if (fits(moe.experts, count, least)) return [];
    const divisors = nearestDivisors(moe.experts, count, 99)
      .filter((divisor) => fits(moe.experts, divisor, least))
      .slice(0, 2);
    const place = field ?? firstWritten(model, expertFields);
    if (place === undefined) return [];
    const whatIsWrong =
      count > 0 && moe.experts % count === 0
        ? 'leave one to each, where two are needed'
        : 'do not split evenly';
    return [
      {
        pointer: model.fields.pointer(place),
        message: `${formatCount(moe.experts)} experts in ${count} groups${field === undefined ? ' (the default)' : ''} ${whatIsWrong}: the first forward pass fails. Numbers of groups that fit: ${divisors.join(', ')}.`,
        fixes: field === undefined ? [] : divisors.map((divisor) => setFix(model, field, divisor)),
      },
    ];
  },
});

function fits(experts: number, groups: number, least: number): boolean {
  return groups === 1 || (groups > 1 && experts % groups === 0 && experts / groups >= least);
}
