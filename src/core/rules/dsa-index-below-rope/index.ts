import { modelRule } from '../rule';
import { isWritten, mixerOf, setFix } from '../support';

export const dsaIndexBelowRope = modelRule({
  name: 'dsa-index-below-rope',
  severity: 'error',
  summary: 'Index heads are at least as wide as the rotary part.',
  dialects: 'any',
  check(model) {
    const dsa = mixerOf(model, 'dsa');
    if (!dsa || dsa.indexDim >= dsa.ropeDim) return [];
    const field = isWritten(model, 'index_head_dim') ? 'index_head_dim' : 'qk_rope_head_dim';
    return [
      {
        pointer: model.fields.pointer(field),
        message: `Index heads of ${dsa.indexDim} can't hold the rotary part of ${dsa.ropeDim}: the first forward pass fails. The index heads must be at least ${dsa.ropeDim} wide.`,
        fixes: field === 'index_head_dim' ? [setFix(model, field, dsa.ropeDim)] : [],
        related: { pointer: model.fields.pointer('qk_rope_head_dim'), message: 'the rotary part' },
      },
    ];
  },
});
