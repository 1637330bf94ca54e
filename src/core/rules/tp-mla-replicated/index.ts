import { countPointer, servingRule } from '../serving-support';
import { latentAttention } from '../support';

export const tpMlaReplicated = servingRule({
  name: 'tp-mla-replicated',
  severity: 'information',
  summary: 'Tensor parallelism is not counted on to share out a latent cache.',
  check(model, { tensorParallel: gpus = 1, decodeContextParallel = 1 }) {
    const latent = latentAttention(model);
    const copies = gpus / decodeContextParallel;
    if (!latent || copies <= 1) return [];
    return [
      {
        pointer: countPointer(model, ['kv_lora_rank'], latent.keyValueRank),
        message: `A latent has no heads to share out: ${gpus} GPUs (tensor parallel) keep ${copies === gpus ? 'all of it each' : `it ${copies} times`}. Decode context parallelism (--dcp) shares out tokens, data parallelism sequences.`,
      },
    ];
  },
});
