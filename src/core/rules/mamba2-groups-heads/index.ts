import { modelRule } from '../rule';
import { isWritten, mixerOf, nearestDivisors, setFix } from '../support';

const groupFields = ['n_groups', 'mamba_n_groups', 'mamba_ngroups'];
const headFields = ['num_heads', 'mamba_num_heads', 'mamba_n_heads', 'n_mamba_heads'];

export const mamba2GroupsHeads = modelRule({
  name: 'mamba2-groups-heads',
  severity: 'error',
  summary: 'Mamba-2 heads split over their groups.',
  dialects: 'any',
  check(model) {
    const mamba = mixerOf(model, 'mamba2');
    if (!mamba || mamba.heads % mamba.groups === 0) return [];
    const field =
      groupFields.find((name) => isWritten(model, name)) ?? headFields.find((name) => model.fields.has(name));
    if (field === undefined) return [];
    const divisors = nearestDivisors(mamba.heads, mamba.groups);
    return [
      {
        pointer: model.fields.pointer(field),
        message: `${mamba.heads} Mamba heads do not split over ${mamba.groups} groups: the first forward pass fails. Numbers of groups that divide them: ${divisors.join(', ')}.`,
        fixes: groupFields.includes(field) ? divisors.map((count) => setFix(model, field, count)) : [],
      },
    ];
  },
});
