import { firstKDenseRange } from '../../../src/core/rules/first-k-dense-range';
import { testRule } from './testRule';

const moe = (more: string): string => `{"model_type":"deepseek_v3","n_routed_experts":256,${more}}`;

testRule(firstKDenseRange, {
  accept: [
    moe('"num_hidden_layers":4,"first_k_dense_replace":3'),
    '{"model_type":"deepseek_v3","num_hidden_layers":2,"first_k_dense_replace":3}',
    '{"model_type":"mixtral","num_hidden_layers":2,"first_k_dense_replace":3,"num_experts":4}',
  ],
  reject: [
    {
      text: moe('"num_hidden_layers":2,"first_k_dense_replace":«3»'),
      message: /^The first 3 layers are dense, and there are 2: no layer has experts/,
    },
    {
      text: '{"first_k_dense_replace": «61», "model_type": "kimi_linear", "num_experts": 8, "num_hidden_layers": 27,',
      message: /first 61/,
    },
    {
      language: 'yaml',
      text: 'model_type: glm4_moe\nn_routed_experts: 8\nnum_hidden_layers: 1\nfirst_k_dense_replace: «1»\n',
      message: /first 1 layers/,
    },
  ],
});
