import { ropePerTypeMissing } from '../../../src/core/rules/rope-per-type-missing';
import { testRule } from './testRule';

testRule(ropePerTypeMissing, {
  accept: [
    '{"model_type":"gemma3_text","rope_parameters":{"full_attention":{"rope_type":"default"},"sliding_attention":{"rope_type":"default"}}}',
    '{"model_type":"gemma3_text","rope_parameters":{"full_attention":null}}',
    '{"model_type":"gemma3_text","rope_scaling":{"rope_type":"linear","factor":8}}',
    '{"model_type":"gemma3_text","rope_parameters":{}}',
    '{"model_type":"llama","rope_parameters":{"rope_type":"default"}}',
  ],
  reject: [
    {
      text: '{"model_type":"gemma3_text",«"rope_parameters"»:{"rope_type":"linear","factor":8}}',
      message: /^Gemma 3 has one RoPE for `full_attention`/,
      fixed:
        '{"model_type":"gemma3_text","rope_parameters":{"full_attention":{"rope_type":"linear","factor":8},"sliding_attention":{"rope_type":"default","rope_theta":10000}}}',
    },
    { text: '{"model_type":"olmo3",«"rope_parameters"»:{"rope_theta":500000', message: /^OLMo 3/ },
    {
      language: 'yaml',
      text: 'model_type: gemma3n_text\n«rope_parameters»:\n  rope_type: default\n',
      message: /^Gemma 3n/,
      fixed:
        'model_type: gemma3n_text\nrope_parameters:\n  { full_attention: { rope_type: default }, sliding_attention: { rope_type: default, rope_theta: 10000 } }',
    },
  ],
});
