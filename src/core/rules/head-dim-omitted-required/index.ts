import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { insertFix, setFix, softmaxAttention } from '../support';

export const headDimOmittedRequired = modelRule({
  name: 'head-dim-omitted-required',
  severity: 'error',
  summary: 'GLM-4.5 configs write head dim: the class has none.',
  check(model) {
    const { architecture, fields, recognition } = model;
    const attention = softmaxAttention(model);
    if (recognition.family.id !== 'glm4_moe' || !attention || fields.has('head_dim')) return [];
    const { queryHeads } = attention;
    if (architecture.hiddenSize % queryHeads === 0) return [];
    const isNull = fields.node('head_dim') !== undefined;
    return [
      {
        pointer: fields.pointer('num_attention_heads'),
        message: `\`head_dim\` is left out, and ${formatCount(architecture.hiddenSize)} ÷ ${queryHeads} heads is rounded down to ${attention.headDim}: no GLM-4.5 has such heads. The published models have 128.`,
        fixes: [
          isNull ? setFix(model, 'head_dim', 128) : insertFix(model, 'head_dim', 128, 'num_attention_heads'),
        ],
      },
    ];
  },
});
