import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { defaultOf, insertFix, isOutermost, isWritten, softmaxAttention } from '../support';

export const headDimOmittedFixedDefault = modelRule({
  name: 'head-dim-omitted-fixed-default',
  severity: 'warning',
  summary: 'Head dim is written where the default is not hidden size ÷ heads.',
  check(model) {
    const attention = softmaxAttention(model);
    const value = defaultOf(model, 'head_dim');
    if (!attention || typeof value !== 'number' || !isOutermost(model)) return [];
    // With one of the two left to the class as well, the quotient is not what the author had in mind.
    if (!isWritten(model, 'hidden_size') || !isWritten(model, 'num_attention_heads')) return [];
    const { hiddenSize } = model.architecture;
    const quotient = hiddenSize / attention.queryHeads;
    if (quotient === value) return [];
    const derived = Number.isInteger(quotient)
      ? [insertFix(model, 'head_dim', quotient, 'num_attention_heads')]
      : [];
    return [
      {
        pointer: model.fields.pointer('num_attention_heads'),
        message: `\`head_dim\` is left out: ${model.recognition.family.title} takes ${value}, not ${formatCount(hiddenSize)} ÷ ${attention.queryHeads} = ${formatCount(quotient)}. Write it.`,
        fixes: [insertFix(model, 'head_dim', value, 'num_attention_heads'), ...derived],
      },
    ];
  },
});
