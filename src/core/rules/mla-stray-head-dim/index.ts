import type { Model } from '../../analyse';
import { modelRule } from '../rule';
import { latentAttention, removeFix, writtenNumber } from '../support';

export const mlaStrayHeadDim = modelRule({
  name: 'mla-stray-head-dim',
  severity: 'error',
  summary: 'A DeepSeek-V3 config has no head dim of its own.',
  check(model) {
    const latent = latentAttention(model);
    const headDim = writtenNumber(model, 'head_dim');
    if (!isOverwritable(model) || !latent || headDim === undefined || headDim === latent.ropeDim) return [];
    return [
      {
        pointer: model.fields.pointer('head_dim'),
        message: `\`head_dim\` (${headDim}) replaces the rotary size, which is \`qk_rope_head_dim\` (${latent.ropeDim}): the first forward pass fails. Remove it.`,
        fixes: [removeFix(model, 'head_dim')],
        related: { pointer: model.fields.pointer('qk_rope_head_dim'), message: 'the rotary size' },
      },
    ];
  },
});

/** `DeepseekV3Config` computes `head_dim` and lets the file overwrite it; the others overwrite the file. */
export function isOverwritable({ recognition }: Model): boolean {
  return ['deepseek_v3', 'kimi_k2'].includes(recognition.family.id);
}
