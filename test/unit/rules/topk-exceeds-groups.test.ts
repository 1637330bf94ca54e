import { topkExceedsGroups } from '../../../src/core/rules/topk-exceeds-groups';
import { testRule } from './testRule';

const moe = (more: string): string => `{"model_type":"deepseek_v3","n_routed_experts":64,${more}}`;

testRule(topkExceedsGroups, {
  accept: [
    '{"model_type":"deepseek_v3"}',
    moe('"n_group":16,"topk_group":2,"num_experts_per_tok":8'),
    moe('"n_group":1,"topk_group":1,"num_experts_per_tok":64'),
    moe('"n_group":6,"topk_group":1,"num_experts_per_tok":20'),
  ],
  reject: [
    {
      text: moe('"n_group":16,"topk_group":1,"num_experts_per_tok":«8»'),
      message: /^8 experts per token, but the 1 chosen of 16 groups hold 4/,
    },
    { text: moe('"n_group":32,"topk_group":«3»'), message: /^8 experts per token.*hold 6/ },
    {
      language: 'yaml',
      text: 'model_type: kimi_linear\nnum_expert_group: 64\nnum_experts_per_token: «8»\n',
      message: /hold 4/,
    },
  ],
});
