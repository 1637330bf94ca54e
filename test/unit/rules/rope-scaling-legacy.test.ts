import { ropeScalingLegacy } from '../../../src/core/rules/rope-scaling-legacy';
import { testRule } from './testRule';

testRule(ropeScalingLegacy, {
  accept: [
    '{"model_type":"llama","rope_parameters":{"rope_type":"linear","factor":4}}',
    '{"model_type":"llama","rope_scaling":null,"rope_theta":10000}',
    '{"model_type":"llama","rope_scaling":{"type":"linear","factor":4},"rope_parameters":{"rope_type":"linear","factor":4}}',
    '{"model_type":"llama"}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","rope_theta":500000.0,«"rope_scaling"»:{"type":"linear","factor":4}}',
      message: /^`rope_scaling` is the old name of `rope_parameters`/,
      fixed:
        '{"model_type":"llama","rope_parameters":{"rope_type":"linear","factor":4, "rope_theta": 500000}}',
    },
    {
      text: '{"model_type":"llama",«"rope_scaling"»:{"rope_type":"linear","rope_theta":1,"factor":4},"rope_theta":5}',
      message: /old name/,
      fixed:
        '{"model_type":"llama","rope_parameters":{"rope_type":"linear","rope_theta":1,"factor":4},"rope_theta":5}',
    },
    {
      text: '{"model_type":"llama",«"rope_scaling"»:{},"rope_theta":5}',
      message: /old name/,
      fixed: '{"model_type":"llama","rope_parameters":{"rope_theta": 5}}',
    },
    { text: '{"model_type":"gemma3_text",«"rope_scaling"»:{"rope_type":"linear", "fac', message: /old name/ },
    {
      language: 'yaml',
      text: 'model_type: llama\n«rope_scaling»:\n  type: linear # x\n  factor: 4\nrope_theta: 10000\n',
      message: /old name/,
      fixed:
        'model_type: llama\nrope_parameters:\n  rope_type: linear # x\n  factor: 4\n  rope_theta: 10000\n',
    },
  ],
});
