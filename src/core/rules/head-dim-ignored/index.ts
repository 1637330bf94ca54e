import { isOverwritable } from '../mla-stray-head-dim';
import { modelRule } from '../rule';
import { latentAttention, removeFix, writtenNumber } from '../support';

export const headDimIgnored = modelRule({
  name: 'head-dim-ignored',
  severity: 'information',
  summary: 'Head dim is not written where latent attention has no use for it.',
  check(model) {
    const latent = latentAttention(model);
    const headDim = writtenNumber(model, 'head_dim');
    if (!latent || headDim === undefined || headDim === latent.ropeDim || isOverwritable(model)) return [];
    return [
      {
        pointer: model.fields.pointer('head_dim'),
        at: 'key' as const,
        message: `\`head_dim\` (${headDim}) has no effect: heads of latent attention are ${latent.nopeDim} + ${latent.ropeDim} wide, and the class overwrites it with the rotary part. Remove it.`,
        fixes: [removeFix(model, 'head_dim')],
        tag: 'unnecessary' as const,
      },
    ];
  },
});
