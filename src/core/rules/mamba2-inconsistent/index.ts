import { modelRule } from '../rule';
import { insertFix, isWritten, issueOf, mixerOf, setFix, writtenNumber } from '../support';

export const mamba2Inconsistent = modelRule({
  name: 'mamba2-inconsistent',
  severity: 'error',
  summary: 'Heads and head dim of Mamba-2 make up its inner width.',
  check(model) {
    const issue = issueOf(model, 'num_heads', 'conflict');
    const mamba = mixerOf(model, 'mamba2');
    if (model.recognition.family.id !== 'mamba2' || !issue || !mamba) return [];
    const innerDim = (writtenNumber(model, 'expand') ?? 2) * model.architecture.hiddenSize;
    const heads = innerDim / mamba.headDim;
    const fix = isWritten(model, 'num_heads')
      ? setFix(model, 'num_heads', heads)
      : insertFix(model, 'num_heads', heads);
    return [
      {
        pointer: issue.pointer,
        message: `${mamba.heads} heads of ${mamba.headDim} are ${mamba.heads * mamba.headDim} wide, expand × hidden_size is ${innerDim}: transformers refuses to load this.${Number.isInteger(heads) ? ` ${heads} heads would fit.` : ''}`,
        fixes: Number.isInteger(heads) ? [fix] : [],
        related: { pointer: model.fields.pointer('hidden_size'), message: 'the width' },
      },
    ];
  },
});
