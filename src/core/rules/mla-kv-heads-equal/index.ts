import { modelRule } from '../rule';
import { isBlocked, latentAttention, setFix, writtenNumber } from '../support';

export const mlaKvHeadsEqual = modelRule({
  name: 'mla-kv-heads-equal',
  severity: 'error',
  summary: 'Latent attention has as many key/value heads as heads.',
  check(model) {
    const latent = latentAttention(model);
    const keyValueHeads = writtenNumber(model, 'num_key_value_heads');
    if (!latent || keyValueHeads === undefined) return [];
    if (keyValueHeads > 0 && Math.floor(latent.heads / keyValueHeads) < 2) return [];
    if (isBlocked(model, model.fields.pointer('num_attention_heads'))) return [];
    return [
      {
        pointer: model.fields.pointer('num_key_value_heads'),
        message: `${keyValueHeads} key/value heads for ${latent.heads} heads: latent attention already has keys and values for every head, and fails when they are repeated. Set it to ${latent.heads}.`,
        fixes: [setFix(model, 'num_key_value_heads', latent.heads, { safe: true })],
        related: { pointer: model.fields.pointer('num_attention_heads'), message: `${latent.heads} heads` },
      },
    ];
  },
});
