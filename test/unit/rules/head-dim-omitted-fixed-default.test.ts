import { headDimOmittedFixedDefault } from '../../../src/core/rules/head-dim-omitted-fixed-default';
import { testRule } from './testRule';

testRule(headDimOmittedFixedDefault, {
  accept: [
    '{"model_type":"qwen3","hidden_size":1024,"num_attention_heads":64,"head_dim":16}',
    '{"model_type":"qwen3","hidden_size":4096,"num_attention_heads":32}',
    '{"model_type":"qwen3","hidden_size":1024}',
    '{"model_type":"qwen2","hidden_size":1024,"num_attention_heads":64}',
    '{"model_type":"gemma3","text_config":{"model_type":"gemma3_text","hidden_size":2560,"num_attention_heads":8}}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3","hidden_size":1024,"num_attention_heads":«64»}',
      message: /^`head_dim` is left out: Qwen3 takes 128, not 1,024 ÷ 64 = 16\. Write it\.$/,
      fixed: '{"model_type":"qwen3","hidden_size":1024,"num_attention_heads":64, "head_dim": 128}',
    },
    {
      text: '{"model_type":"gpt_oss","num_attention_heads":«7»,"hidden_size":64',
      message: /takes 64, not 64 ÷ 7 = 9\.14/,
    },
    {
      language: 'yaml',
      text: 'model_type: nemotron_h\nhidden_size: 4480\nnum_attention_heads: «40»\n',
      message: /takes 128, not 4,480 ÷ 40 = 112/,
      fix: /112/,
      fixed: 'model_type: nemotron_h\nhidden_size: 4480\nnum_attention_heads: 40\nhead_dim: 112\n',
    },
  ],
});
