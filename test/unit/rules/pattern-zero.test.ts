import { patternZero } from '../../../src/core/rules/pattern-zero';
import { testRule } from './testRule';

testRule(patternZero, {
  accept: [
    '{"model_type":"qwen3_next","full_attention_interval":4}',
    '{"model_type":"qwen3_next","full_attention_interval":0,"num_hidden_layers":1,"layer_types":["full_attention"]}',
    '{"model_type":"llama","full_attention_interval":0}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3_next","full_attention_interval":«0»}',
      message: /^`full_attention_interval` is 0.*integer modulo by zero\)\. Qwen3-Next has 4\.$/,
      fixed: '{"model_type":"qwen3_next","full_attention_interval":4}',
    },
    {
      text: '{"sliding_window_pattern": «-6», "model_type": "gemma3_text",',
      message: /is -6.*Gemma 3 has 6/,
    },
    { text: '{"model_type":"jamba","attn_layer_offset":0,"attn_layer_period":«0»}', message: /Jamba has 8/ },
    {
      text: '{"model_type":"llama4_text","no_rope_layer_interval":«0»,"num_hidden_layers":1,"no_rope_layers":[0]}',
      message: /Llama 4 has 4/,
    },
    {
      language: 'yaml',
      text: 'full_attention_interval: «0» # off\nmodel_type: qwen3_next\n',
      message: /is 0/,
      fixed: 'full_attention_interval: 4 # off\nmodel_type: qwen3_next\n',
    },
  ],
});
