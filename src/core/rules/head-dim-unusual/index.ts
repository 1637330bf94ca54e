import { modelRule } from '../rule';
import { isWritten, softmaxAttention } from '../support';

/** Head dims that fused attention kernels are compiled for. */
const usual = [16, 32, 64, 80, 96, 112, 120, 128, 160, 192, 224, 256, 512];

export const headDimUnusual = modelRule({
  name: 'head-dim-unusual',
  severity: 'hint',
  summary: 'Head dim is one that attention kernels are built for.',
  dialects: 'any',
  check(model) {
    const attention = softmaxAttention(model);
    if (!attention || usual.includes(attention.headDim)) return [];
    const field = ['head_dim', 'num_attention_heads'].find((name) => isWritten(model, name));
    if (field === undefined) return [];
    return [
      {
        pointer: model.fields.pointer(field),
        message: `Few attention kernels are built for heads of ${attention.headDim}: engines pad them or take a slower path. Usual are 64, 80, 96, 128 and 256.`,
      },
    ];
  },
});
