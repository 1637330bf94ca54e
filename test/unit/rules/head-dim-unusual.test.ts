import { headDimUnusual } from '../../../src/core/rules/head-dim-unusual';
import { testRule } from './testRule';

testRule(headDimUnusual, {
  accept: [
    '{"model_type":"llama","head_dim":128}',
    '{"model_type":"llama"}',
    '{"model_type":"kimi_linear","head_dim":72}',
    '{"model_type":"llama","hidden_size":4096,"num_attention_heads":32}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","head_dim":«100»}',
      message: /^Few attention kernels are built for heads of 100/,
    },
    { text: '{"hidden_size":4200,"model_type":"qwen2","num_attention_heads":«28»,', message: /heads of 150/ },
    { language: 'yaml', text: 'model_type: qwen3\nhead_dim: «72»\n', message: /heads of 72/ },
  ],
});
