import { formatCount } from '../../format';
import { expertFields, expertGroups, firstWritten, mixtureOf } from '../moe-support';
import { modelRule } from '../rule';
import { nearestDivisors, setFix } from '../support';

export const groupDividesExperts = modelRule({
  name: 'group-divides-experts',
  severity: 'error',
  summary: 'Experts split evenly over their groups.',
  check(model) {
    const groups = expertGroups(model);
    const moe = mixtureOf(model);
    if (!groups || !moe) return [];
    const { count, least, field } = groups;
    if (moe.experts % count === 0 && (count === 1 || moe.experts / count >= least)) return [];
    const divisors = nearestDivisors(moe.experts, count, 99)
      .filter((divisor) => divisor === 1 || moe.experts / divisor >= least)
      .slice(0, 2);
    const place = field ?? firstWritten(model, expertFields);
    if (place === undefined) return [];
    const whatIsWrong =
      moe.experts % count === 0 ? `leave one to each, where two are needed` : 'do not split evenly';
    return [
      {
        pointer: model.fields.pointer(place),
        message: `${formatCount(moe.experts)} experts in ${count} groups${field === undefined ? ' (the default)' : ''} ${whatIsWrong}: the first forward pass fails. Numbers of groups that fit: ${divisors.join(', ')}.`,
        fixes: field === undefined ? [] : divisors.map((divisor) => setFix(model, field, divisor)),
      },
    ];
  },
});
