import { ropeParametersMixed } from '../../../src/core/rules/rope-parameters-mixed';
import { testRule } from './testRule';

testRule(ropeParametersMixed, {
  accept: [
    '{"model_type":"gemma3_text","rope_parameters":{"full_attention":{"rope_type":"default"},"sliding_attention":{"rope_type":"default"}}}',
    '{"model_type":"gemma3_text","rope_parameters":{"full_attention":{"rope_type":"default"},"sliding_attention":null}}',
    '{"model_type":"llama","rope_parameters":{"rope_type":"linear","factor":2}}',
    // No layer of these types, so that this is no object per layer type.
    '{"model_type":"llama","rope_parameters":{"odd":{"rope_type":"linear"},"factor":2}}',
    '{',
  ],
  reject: [
    {
      text: '{"model_type":"laguna","num_hidden_layers":2,"layer_types":["full_attention","sliding_attention"],"rope_parameters":{"full_attention":{"rope_type":"yarn","factor":2},"sliding_attention":{"rope_type":"default"},«"original_max_position_embeddings"»:4096}}',
      message: /ignores it.*'int' object has no attribute 'get'/,
      fixed:
        '{"model_type":"laguna","num_hidden_layers":2,"layer_types":["full_attention","sliding_attention"],"rope_parameters":{"full_attention":{"rope_type":"yarn","factor":2, "original_max_position_embeddings": 4096},"sliding_attention":{"rope_type":"default"}}}',
    },
    {
      text: '{"model_type":"gemma3_text","rope_parameters":{«"rope_theta"»:5000,"full_attention":{"rope_type":"default","rope_theta":1000000},"sliding_attention":{"rope_type":"default"}}}',
      message: /`rope_theta`/,
      fix: /^Remove/,
      fixed:
        '{"model_type":"gemma3_text","rope_parameters":{"full_attention":{"rope_type":"default","rope_theta":1000000},"sliding_attention":{"rope_type":"default"}}}',
    },
    {
      text: '{"model_type":"gemma3_text","rope_parameters":{"full_attention":{"rope_type":"default"},«"rope_theta"»:5000,«"rope_type"»:"default"}}',
      message: [/`rope_theta`/, /`rope_type`/],
    },
    {
      language: 'yaml',
      text: 'model_type: gemma3_text\nrope_parameters:\n  full_attention:\n    rope_type: default\n    rope_theta: 1000\n  «rope_theta»: 5000\n',
      message: /`rope_theta`/,
      fixed:
        'model_type: gemma3_text\nrope_parameters:\n  full_attention:\n    rope_type: default\n    rope_theta: 1000\n',
    },
  ],
});
