import type { Model } from '../../analyse';
import { ropes } from '../rope-support';
import { modelRule } from '../rule';
import { isBlocked, latentAttention, setFix, softmaxAttention, writtenNumber } from '../support';

export const oddRotaryDim = modelRule({
  name: 'odd-rotary-dim',
  severity: 'error',
  summary: 'Rotary positions turn an even number of dimensions.',
  dialects: ['huggingface', 'mistral', 'llama', 'deepseek'],
  check(model) {
    const { fields } = model;
    const turned = rotaryDim(model);
    if (!turned || turned.dim % 2 === 0) return [];
    const field =
      fields.isWritten(turned.field) && fields.has(turned.field) ? turned.field : 'num_attention_heads';
    if (isBlocked(model, fields.pointer(field))) return [];
    const even = [turned.dim - 1, turned.dim + 1].filter((dim) => dim > 0);
    return [
      {
        pointer: fields.pointer(field),
        message: `Heads of ${turned.dim} can't be turned in pairs: RoPE needs an even dimension, and loading or the first forward pass fails. Nearest: ${even.join(', ')}.`,
        fixes: field === turned.field ? even.map((dim) => setFix(model, field, dim)) : [],
      },
    ];
  },
});

/** The fully turned part of a head. A share of one may be odd: transformers rounds it up, and it still fits. */
function rotaryDim(model: Model): { field: string; dim: number } | undefined {
  const { fields, recognition } = model;
  const { family } = recognition;
  // Its windows take any part of a head; YaRN, behind what it compresses, does not.
  if (family.id === 'deepseek_v4') {
    const dim = ropes(model).some(({ type }) => type === 'yarn')
      ? writtenNumber(model, 'qk_rope_head_dim')
      : undefined;
    return dim === undefined ? undefined : { field: 'qk_rope_head_dim', dim };
  }
  if ((family.rotaryShare ?? 1) !== 1 || recognition.config.own?.('partial_rotary_factor')) return undefined;
  if (fields.has('partial_rotary_factor') || fields.has('rotary_dim')) return undefined;
  const latent = latentAttention(model);
  if (latent) return { field: 'qk_rope_head_dim', dim: latent.ropeDim };
  const attention = softmaxAttention(model);
  // Granite 4 without positions checks the head dim that is written, and never turns the one it derives.
  const turns =
    family.id !== 'granitemoehybrid' ||
    fields.has('head_dim') ||
    fields.text('position_embedding_type') === 'rope';
  const nested = fields.config.field('rope_parameters.partial_rotary_factor');
  return attention && turns && !nested ? { field: 'head_dim', dim: attention.headDim } : undefined;
}
