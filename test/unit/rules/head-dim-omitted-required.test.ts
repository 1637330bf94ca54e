import { headDimOmittedRequired } from '../../../src/core/rules/head-dim-omitted-required';
import { testRule } from './testRule';

testRule(headDimOmittedRequired, {
  accept: [
    '{"model_type":"glm4_moe","hidden_size":4096,"num_attention_heads":96,"head_dim":128}',
    '{"model_type":"glm4_moe","hidden_size":4096,"num_attention_heads":32}',
    '{"model_type":"qwen2","hidden_size":4096,"num_attention_heads":96}',
  ],
  reject: [
    {
      text: '{"model_type":"glm4_moe","hidden_size":4096,"num_attention_heads":«96»}',
      message: /^`head_dim` is left out, and 4,096 ÷ 96 heads is rounded down to 42/,
      fixed: '{"model_type":"glm4_moe","hidden_size":4096,"num_attention_heads":96, "head_dim": 128}',
    },
    {
      language: 'yaml',
      text: 'model_type: glm4_moe\nhidden_size: 5120\nnum_attention_heads: «96»\nhead_dim: null\n',
      message: /to 53/,
      fixed: 'model_type: glm4_moe\nhidden_size: 5120\nnum_attention_heads: 96\nhead_dim: 128\n',
    },
  ],
});
