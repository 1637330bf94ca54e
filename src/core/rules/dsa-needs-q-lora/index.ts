import { isNull } from '../../document/node';
import { modelRule } from '../rule';
import { mixerOf, setFix } from '../support';

export const dsaNeedsQLora = modelRule({
  name: 'dsa-needs-q-lora',
  severity: 'error',
  summary: 'Sparse latent attention has a rank for its queries.',
  check(model) {
    const rank = mixerOf(model, 'dsa')?.queryRank;
    if (rank === undefined || !isNull(model.fields.node('q_lora_rank'))) return [];
    return [
      {
        pointer: model.fields.pointer('q_lora_rank'),
        message: `\`q_lora_rank\` is null, and the indexer works on the queries' latent of that rank: transformers refuses to load this. The default of ${model.recognition.family.title} is ${rank}.`,
        fixes: [setFix(model, 'q_lora_rank', rank)],
      },
    ];
  },
});
