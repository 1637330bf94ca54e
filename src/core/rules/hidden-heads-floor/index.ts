import type { Model } from '../../analyse';
import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { insertFix, isHuggingface, issueOf, nearestDivisors, setFix, softmaxAttention } from '../support';

export const hiddenHeadsFloor = modelRule({
  name: 'hidden-heads-floor',
  severity: 'warning',
  summary: 'A head dim that is derived comes out even.',
  dialects: 'any',
  check(model) {
    const { architecture, fields, recognition } = model;
    const attention = softmaxAttention(model);
    const width = architecture.hiddenSize;
    // glm4_moe has a rule of its own: there the quotient is never meant.
    if (!attention || isHeadDimWritten(model) || recognition.family.id === 'glm4_moe') return [];
    const { queryHeads, headDim } = attention;
    if (width % queryHeads === 0 || headDim !== Math.floor(width / queryHeads)) return [];
    if (issueOf(model, 'num_attention_heads', 'conflict')) return [];
    const pointer = fields.pointer('num_attention_heads');
    const quotient = `${formatCount(width)} ÷ ${queryHeads} heads is no whole number`;
    const narrower = `heads of ${headDim}, which together are narrower than the model`;
    if (!isHuggingface(model)) {
      const divisors = nearestDivisors(width, queryHeads);
      return [
        {
          pointer,
          message: `${quotient}: readers refuse it, or round down to ${narrower}. Nearest that divide: ${divisors.join(', ')}.`,
          fixes: divisors.map((count) => setFix(model, 'num_attention_heads', count)),
        },
      ];
    }
    const isNull = fields.node('head_dim') !== undefined;
    return [
      {
        pointer,
        message: `${quotient}: transformers rounds down to ${narrower}. Write head_dim, or a number of heads that divides ${formatCount(width)}.`,
        fixes: [
          isNull
            ? setFix(model, 'head_dim', headDim)
            : insertFix(model, 'head_dim', headDim, 'num_attention_heads'),
        ],
      },
    ];
  },
});

/** Other dialects divide where their file has no key for it. */
function isHeadDimWritten({ fields }: Model): boolean {
  return fields.isWritten('head_dim') && fields.has('head_dim');
}
