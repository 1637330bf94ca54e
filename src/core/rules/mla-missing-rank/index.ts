import { isNull } from '../../document/node';
import { modelRule } from '../rule';
import { latentAttention, setFix } from '../support';

export const mlaMissingRank = modelRule({
  name: 'mla-missing-rank',
  severity: 'error',
  summary: 'Latent attention has a rank for its keys and values.',
  check(model) {
    const latent = latentAttention(model);
    if (!latent || !isNull(model.fields.node('kv_lora_rank'))) return [];
    return [
      {
        pointer: model.fields.pointer('kv_lora_rank'),
        message: `\`kv_lora_rank\` is null, and ${model.recognition.family.title} keeps nothing but a latent of that rank: transformers refuses to load this. Its default is ${latent.keyValueRank}.`,
        fixes: [setFix(model, 'kv_lora_rank', latent.keyValueRank)],
      },
    ];
  },
});
