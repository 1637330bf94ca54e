import { nonPositiveDimension } from '../../../src/core/rules/non-positive-dimension';
import { testRule } from './testRule';

testRule(nonPositiveDimension, {
  accept: [
    '{"model_type":"llama","num_key_value_heads":1}',
    '{"model_type":"llama","hidden_size":"0"}',
    // No layer of this model reads the window.
    '{"model_type":"qwen3","sliding_window":0}',
    // pattern-zero says more of it.
    '{"model_type":"qwen3_next","full_attention_interval":0}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","hidden_size":«0»,"num_attention_heads":«-4»}',
      message: [/^`hidden_size` is 0; it must be at least 1\./, /^`num_attention_heads` is -4/],
    },
    {
      text: '{"model_type":"llama","num_attention_heads":4,"num_key_value_heads":«0»,"hidden_size":64}',
      message: /is 0; it must be at least 1\. No working model/,
      fix: /^Remove num_key_value_heads/,
      fixed: '{"model_type":"llama","num_attention_heads":4,"hidden_size":64}',
    },
    {
      text: '{"model_type":"llama","num_hidden_layers":«1000000000»}',
      message: /no model has that many layers/,
    },
    {
      language: 'yaml',
      text: 'model_type: qwen3_next\nlinear_conv_kernel_dim: «0» # k\nhidden_size: 64\n',
      message: /`linear_conv_kernel_dim` is 0/,
      fixed: 'model_type: qwen3_next\nhidden_size: 64\n',
    },
  ],
});
