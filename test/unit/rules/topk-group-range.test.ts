import { topkGroupRange } from '../../../src/core/rules/topk-group-range';
import { testRule } from './testRule';

testRule(topkGroupRange, {
  accept: [
    '{"model_type":"deepseek_v3"}',
    '{"model_type":"deepseek_v3","n_group":1,"topk_group":1}',
    '{"model_type":"mixtral","n_group":1,"topk_group":3}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v3","n_group":2,"topk_group":«3»}',
      message: /^3 groups are chosen of 2: the first forward pass fails\. Choose at most 2\.$/,
      fixed: '{"model_type":"deepseek_v3","n_group":2,"topk_group":2}',
    },
    {
      text: '{"n_group": «1», "model_type": "deepseek_v32",',
      message: /^4 groups \(the default\) are chosen of 1/,
    },
    {
      language: 'yaml',
      text: 'model_type: glm4_moe\ntopk_group: «2» # two\n',
      message: /of 1/,
      fixed: 'model_type: glm4_moe\ntopk_group: 1 # two\n',
    },
  ],
});
