import { expertGroups, firstWritten, mixtureOf, perTokenFields } from '../moe-support';
import { modelRule } from '../rule';

export const topkExceedsGroups = modelRule({
  name: 'topk-exceeds-groups',
  severity: 'warning',
  summary: 'The chosen groups hold enough experts for a token.',
  dialects: 'any',
  check(model) {
    const groups = expertGroups(model);
    const moe = mixtureOf(model);
    if (
      !groups ||
      !moe ||
      groups.count < 1 ||
      moe.expertsPerToken > moe.experts ||
      moe.experts % groups.count !== 0
    )
      return [];
    const within = (moe.experts / groups.count) * groups.chosen;
    if (moe.expertsPerToken <= within || groups.chosen > groups.count) return [];
    const place = firstWritten(model, [...perTokenFields, 'topk_group', 'n_group', 'num_expert_group']);
    if (place === undefined) return [];
    return [
      {
        pointer: model.fields.pointer(place),
        message: `${moe.expertsPerToken} experts per token, but the ${groups.chosen} chosen of ${groups.count} groups hold ${within}: the rest is picked arbitrarily from the others. Choose more groups, or fewer experts.`,
      },
    ];
  },
});
