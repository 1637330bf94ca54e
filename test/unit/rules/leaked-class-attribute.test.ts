import { leakedClassAttribute } from '../../../src/core/rules/leaked-class-attribute';
import { testRule } from './testRule';

testRule(leakedClassAttribute, {
  accept: [
    '{"model_type":"qwen3_5_text"}',
    '{"model_type":"qwen3_5","text_config":{"model_type":"qwen3_5_text","rope_parameters":{"ignore_keys_at_rope_validation":[]}}}',
    '{',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3_5_text",«"ignore_keys_at_rope_validation"»:["mrope_section"],"num_hidden_layers":4}',
      message: /up to 5\.8 stops on it where `partial_rotary_factor` is set\. Remove it/,
      fixed: '{"model_type":"qwen3_5_text","num_hidden_layers":4}',
    },
    {
      text: '{"model_type":"qwen3_5","text_config":{"model_type":"qwen3_5_text",«"ignore_keys_at_rope_validation"»:[]}}',
      message: /attribute of the class/,
      fixed: '{"model_type":"qwen3_5","text_config":{"model_type":"qwen3_5_text"}}',
    },
    {
      text: '{"model_type":"qwen3_5",«"ignore_keys_at_rope_validation"»:[],"text_config":{"model_type":"qwen3_5_text",«"ignore_keys_at_rope_validation"»:[]}}',
      message: /attribute/,
    },
    {
      language: 'yaml',
      text: 'model_type: llama\n«ignore_keys_at_rope_validation»:\n  - mrope_section\nnum_hidden_layers: 2\n',
      message: /attribute/,
      fixed: 'model_type: llama\nnum_hidden_layers: 2\n',
    },
  ],
});
