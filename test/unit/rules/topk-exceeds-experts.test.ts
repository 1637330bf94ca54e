import { topkExceedsExperts } from '../../../src/core/rules/topk-exceeds-experts';
import { testRule } from './testRule';

testRule(topkExceedsExperts, {
  accept: [
    '{"model_type":"mixtral","num_local_experts":8,"num_experts_per_tok":8}',
    '{"model_type":"mixtral"}',
    '{"model_type":"granitemoehybrid","num_hidden_layers":1,"layer_types":["attention"],"num_local_experts":0,"num_experts_per_tok":2}',
    '{"model_type":"llama","num_experts":1,"num_experts_per_tok":2}',
  ],
  reject: [
    {
      text: '{"model_type":"mixtral","num_local_experts":8,"num_experts_per_tok":«9»}',
      message: /^9 experts per token, but there are 8: the first forward pass fails\. Choose at most 8\.$/,
      fixed: '{"model_type":"mixtral","num_local_experts":8,"num_experts_per_tok":8}',
    },
    {
      text: '{"num_experts": «4», "model_type": "qwen3_moe",',
      message: /^8 experts per token \(the default\)/,
    },
    {
      language: 'yaml',
      text: 'model_type: kimi_linear\nnum_experts: 4\nnum_experts_per_token: «8» # top\n',
      message: /^8 experts/,
      fixed: 'model_type: kimi_linear\nnum_experts: 4\nnum_experts_per_token: 4 # top\n',
    },
  ],
});
