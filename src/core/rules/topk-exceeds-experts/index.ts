import { formatCount } from '../../format';
import { expertFields, firstWritten, mixtureOf, perTokenFields } from '../moe-support';
import { modelRule } from '../rule';
import { isBlocked, setFix } from '../support';

export const topkExceedsExperts = modelRule({
  name: 'topk-exceeds-experts',
  severity: 'error',
  summary: 'A token passes no more experts than there are.',
  dialects: 'any',
  check(model) {
    const moe = mixtureOf(model);
    if (!moe || moe.expertsPerToken <= moe.experts) return [];
    const perToken = firstWritten(model, perTokenFields);
    const experts = firstWritten(model, expertFields);
    const field = perToken ?? experts;
    if (
      field === undefined ||
      [field, experts].some((part) => part && isBlocked(model, model.fields.pointer(part)))
    )
      return [];
    return [
      {
        pointer: model.fields.pointer(field),
        message: `${moe.expertsPerToken} experts per token${perToken === undefined ? ' (the default)' : ''}, but there are ${formatCount(moe.experts)}: the first forward pass fails. Choose at most ${formatCount(moe.experts)}.`,
        fixes: perToken === undefined ? [] : [setFix(model, perToken, moe.experts)],
        ...(experts !== undefined && {
          related: { pointer: model.fields.pointer(experts), message: `${formatCount(moe.experts)} experts` },
        }),
      },
    ];
  },
});
