import { modelRule } from '../rule';
import { insertFix, isWritten, setFix, writtenFlag } from '../support';

export const flaFusedBoth = modelRule({
  name: 'fla-fused-both',
  severity: 'error',
  summary: 'At most one of the two fused losses of flash-linear-attention is on.',
  check(model) {
    const both = 'fuse_linear_cross_entropy';
    // `KDAConfig` has no such flag, and keeps it without a look.
    if (writtenFlag(model, both) !== true || model.recognition.family.id === 'kda') return [];
    // On where it is left out.
    const other = 'fuse_cross_entropy';
    const isThere = isWritten(model, other);
    if (isThere && writtenFlag(model, other) !== true) return [];
    return [
      {
        pointer: model.fields.pointer(both),
        message: `\`${both}\` is true and so is \`${other}\`${isThere ? '' : ', which is left out and on by default'}: flash-linear-attention refuses to load this. Set one of them to false.`,
        fixes: [
          isThere ? setFix(model, other, false) : insertFix(model, other, false, both),
          setFix(model, both, false),
        ],
        ...(isThere && { related: { pointer: model.fields.pointer(other), message: 'the other one' } }),
      },
    ];
  },
});
