import { expertGroups } from '../moe-support';
import { modelRule } from '../rule';
import { isWritten, setFix } from '../support';

export const topkGroupRange = modelRule({
  name: 'topk-group-range',
  severity: 'error',
  summary: 'No more groups are chosen than there are.',
  dialects: 'any',
  check(model) {
    const groups = expertGroups(model);
    if (!groups || groups.count < 1 || groups.chosen <= groups.count) return [];
    const { count, chosen, field } = groups;
    const isOwn = isWritten(model, 'topk_group');
    const place = isOwn ? 'topk_group' : field;
    if (place === undefined) return [];
    return [
      {
        pointer: model.fields.pointer(place),
        message: `${chosen} groups${isOwn ? '' : ' (the default)'} are chosen of ${count}: the first forward pass fails. Choose at most ${count}.`,
        fixes: isOwn ? [setFix(model, 'topk_group', count)] : [],
      },
    ];
  },
});
