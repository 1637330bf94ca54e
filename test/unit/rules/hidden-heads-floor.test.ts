import { hiddenHeadsFloor } from '../../../src/core/rules/hidden-heads-floor';
import { testRule } from './testRule';

testRule(hiddenHeadsFloor, {
  accept: [
    '{"model_type":"qwen2","hidden_size":1600,"num_attention_heads":25}',
    '{"model_type":"qwen2","hidden_size":2560,"num_attention_heads":48,"head_dim":128}',
    '{"model_type":"llama","hidden_size":1792,"num_attention_heads":24}',
    '{"model_type":"qwen3","hidden_size":100,"num_attention_heads":7}',
    '{"model_type":"glm4_moe","hidden_size":4096,"num_attention_heads":96}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen2","hidden_size":1600,"num_attention_heads":«48»}',
      message: /^1,600 ÷ 48 heads is no whole number.*heads of 33/,
      fixed: '{"model_type":"qwen2","hidden_size":1600,"num_attention_heads":48, "head_dim": 33}',
    },
    {
      text: '{"model_type":"mistral","hidden_size":1600,"num_attention_heads":«48»,"head_dim":null}',
      message: /heads of 33/,
      fixed: '{"model_type":"mistral","hidden_size":1600,"num_attention_heads":48,"head_dim":33}',
    },
    {
      language: 'yaml',
      text: 'model_type: granite\nnum_attention_heads: «6»\nhidden_size: 64\n',
      message: /^64 ÷ 6/,
      fixed: 'model_type: granite\nnum_attention_heads: 6\nhead_dim: 10\nhidden_size: 64\n',
    },
    {
      text: '{"dim":4096,"n_layers":2,"n_heads":«24»,"n_kv_heads":8}',
      message: /^4,096 ÷ 24 heads is no whole number: readers refuse it, or round down to heads of 170/,
      fixed: '{"dim":4096,"n_layers":2,"n_heads":16,"n_kv_heads":8}',
    },
  ],
});
