import { modelRule } from '../rule';
import { latentAttention, setFix, writtenNumber } from '../support';

export const mlaKvHeadsMeaningless = modelRule({
  name: 'mla-kv-heads-meaningless',
  severity: 'information',
  summary: 'Latent attention does not name another number of key/value heads.',
  check(model) {
    const latent = latentAttention(model);
    const keyValueHeads = writtenNumber(model, 'num_key_value_heads');
    if (!latent || keyValueHeads === undefined || keyValueHeads === latent.heads) return [];
    if (Math.floor(latent.heads / keyValueHeads) >= 2 || keyValueHeads < 1) return [];
    return [
      {
        pointer: model.fields.pointer('num_key_value_heads'),
        message: `${keyValueHeads} key/value heads have no effect on latent attention: its cache holds one latent per token whatever the number. Set it to ${latent.heads}, the number of heads.`,
        fixes: [setFix(model, 'num_key_value_heads', latent.heads, { safe: true })],
      },
    ];
  },
});
