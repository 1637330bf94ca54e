import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { isWritten, latentAttention } from '../support';

export const mlaLatentLarge = modelRule({
  name: 'mla-latent-large',
  severity: 'hint',
  summary: 'The latent is smaller than the keys and values that it stands for.',
  dialects: 'any',
  check(model) {
    const latent = latentAttention(model);
    if (!latent || !isWritten(model, 'kv_lora_rank')) return [];
    const { heads, keyValueRank, nopeDim, ropeDim, valueDim } = latent;
    const kept = keyValueRank + ropeDim;
    const expanded = heads * (nopeDim + ropeDim + valueDim);
    if (kept < expanded) return [];
    return [
      {
        pointer: model.fields.pointer('kv_lora_rank'),
        message: `A latent of ${formatCount(keyValueRank)} + ${formatCount(ropeDim)} numbers per token and layer is no smaller than the keys and values of all ${formatCount(heads)} heads, ${formatCount(expanded)}: latent attention saves no memory here. A smaller rank, or plain attention, would.`,
      },
    ];
  },
});
