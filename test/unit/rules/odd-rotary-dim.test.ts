import { oddRotaryDim } from '../../../src/core/rules/odd-rotary-dim';
import { testRule } from './testRule';

testRule(oddRotaryDim, {
  accept: [
    '{"model_type":"qwen3","head_dim":128}',
    '{"model_type":"qwen3_next","head_dim":15}',
    '{"model_type":"nemotron_h","head_dim":15}',
    '{"model_type":"granitemoehybrid","hidden_size":60,"num_attention_heads":4,"layer_types":["attention"],"num_hidden_layers":1}',
    '{"model_type":"llama","head_dim":15,"partial_rotary_factor":0.5}',
    '{"model_type":"deepseek_v4","qk_rope_head_dim":17}',
    '{"model_type":"deepseek_v4","qk_rope_head_dim":64,"rope_scaling":{"type":"yarn","factor":16}}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3","head_dim":«127»}',
      message: /^Heads of 127 can't be turned in pairs.*Nearest: 126, 128\.$/,
      fix: /128/,
      fixed: '{"model_type":"qwen3","head_dim":128}',
    },
    { text: '{"model_type":"qwen2","hidden_size":60,"num_attention_heads":«4»,', message: /^Heads of 15/ },
    { text: '{"model_type":"deepseek_v3","qk_rope_head_dim":«7»}', message: /^Heads of 7/ },
    {
      text: '{"model_type":"deepseek_v4","qk_rope_head_dim":«65»,"rope_scaling":{"type":"yarn","factor":16}}',
      message: /^Heads of 65/,
    },
    { text: '{"model_type":"falcon_h1","head_dim":«65»}', message: /^Heads of 65/ },
    {
      language: 'yaml',
      text: 'model_type: mistral\nhead_dim: «15»\n',
      message: /^Heads of 15/,
      fixed: 'model_type: mistral\nhead_dim: 14\n',
    },
  ],
});
