import { groupDividesExperts } from '../../../src/core/rules/group-divides-experts';
import { testRule } from './testRule';

testRule(groupDividesExperts, {
  accept: [
    '{"model_type":"glm_moe_dsa","n_routed_experts":256,"n_group":1,"topk_group":1}',

    '{"model_type":"deepseek_v3"}',
    '{"model_type":"deepseek_v3","n_routed_experts":64,"n_group":1}',
    '{"model_type":"deepseek_v2","num_experts_per_tok":2,"n_routed_experts":64,"n_group":6}',
    '{"model_type":"mixtral","n_group":3}',
    '{"model_type":"deepseek_v3","num_hidden_layers":3,"n_routed_experts":64,"n_group":6}',
  ],
  reject: [
    {
      text: '{"model_type":"glm_moe_dsa","n_routed_experts":256,"n_group":«3»}',
      message: /^256 experts in 3 groups/,
    },

    {
      text: '{"model_type":"deepseek_v3","n_routed_experts":64,"n_group":«6»}',
      message: /^64 experts in 6 groups do not split evenly.*fit: 4, 8\.$/,
      fix: /8/,
      fixed: '{"model_type":"deepseek_v3","n_routed_experts":64,"n_group":8}',
    },
    {
      text: '{"n_routed_experts": «12», "model_type": "deepseek_v3",',
      message: /^12 experts in 8 groups \(the default\)/,
    },
    { text: '{"model_type":"glm4_moe","n_routed_experts":8,"n_group":«8»}', message: /leave one to each/ },
    { text: '{"model_type":"deepseek_v3","n_group":«0»}', message: /^256 experts in 0 groups do not split/ },
    {
      language: 'yaml',
      text: 'model_type: kimi_linear\nnum_experts: 8\nnum_expert_group: «3»\n',
      message: /^8 experts in 3 groups/,
      fixed: 'model_type: kimi_linear\nnum_experts: 8\nnum_expert_group: 2\n',
    },
  ],
});
