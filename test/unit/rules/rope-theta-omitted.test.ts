import { ropeThetaOmitted } from '../../../src/core/rules/rope-theta-omitted';
import { testRule } from './testRule';

testRule(ropeThetaOmitted, {
  accept: [
    '{"model_type":"qwen3","rope_theta":1000000,"rope_scaling":{"rope_type":"yarn","factor":4}}',
    '{"model_type":"qwen3","rope_parameters":{"rope_type":"default","rope_theta":1000000}}',
    // No settings at all: the defaults of the class are what is meant.
    '{"model_type":"qwen3"}',
    '{"model_type":"qwen3","rope_parameters":{}}',
    '{"model_type":"gpt_neox","rotary_emb_base":10000,"rope_scaling":{"type":"linear","factor":2}}',
    // The class has a base for each layer type.
    '{"model_type":"gemma3_text","rope_parameters":{"full_attention":{"rope_type":"linear","factor":8}}}',
    '{"model_type":"nemotron_h","rope_parameters":{"rope_type":"default"}}',
    '{"model_type":"unheard","num_hidden_layers":2,"rope_parameters":{"rope_type":"default"}}',
    '{',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3",«"rope_parameters"»:{"rope_type":"yarn","factor":4}}',
      message: /takes 10,000, the default.*KeyError: 'rope_theta'/,
      fixed: '{"model_type":"qwen3","rope_parameters":{"rope_type":"yarn", "rope_theta": 10000,"factor":4}}',
    },
    {
      text: '{"model_type":"gpt_oss",«"rope_scaling"»:{"rope_type":"yarn","factor":32}}',
      message: /takes 150,000/,
    },
    {
      text: '{"model_type":"qwen3_vl","text_config":{"model_type":"qwen3_vl_text",«"rope_scaling"»:{"mrope_section":[24,20,20]}}}',
      message: /takes 500,000/,
    },
    {
      language: 'yaml',
      text: 'model_type: llama\n«rope_scaling»:\n  type: linear\n  factor: 2\n',
      message: /takes 10,000/,
      fixed: 'model_type: llama\nrope_scaling:\n  type: linear\n  rope_theta: 10000\n  factor: 2\n',
    },
  ],
});
