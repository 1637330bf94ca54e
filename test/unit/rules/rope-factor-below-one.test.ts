import { ropeFactorBelowOne } from '../../../src/core/rules/rope-factor-below-one';
import { testRule } from './testRule';

testRule(ropeFactorBelowOne, {
  accept: [
    '{"model_type":"llama","rope_scaling":{"type":"linear","factor":1.0}}',
    '{"model_type":"llama","rope_parameters":{"rope_type":"default","factor":0.5}}',
    '{"model_type":"llama","rope_parameters":{"rope_type":"linear","factor":"0.5"}}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","rope_parameters":{"rope_type":"linear","factor":«0.25»}}',
      message: /^A factor of 0\.25 shortens/,
      fix: /to 4$/,
      fixed: '{"model_type":"llama","rope_parameters":{"rope_type":"linear","factor":4}}',
    },
    { text: '{"model_type":"llama","rope_scaling":{"type":"dynamic","factor":«0»', message: /factor of 0 / },
    {
      language: 'yaml',
      text: 'model_type: llama\nrope_scaling:\n  type: yarn\n  factor: «0.5» # half\n',
      message: /0\.5/,
      fixed: 'model_type: llama\nrope_scaling:\n  type: yarn\n  factor: 1 # half\n',
    },
  ],
});
