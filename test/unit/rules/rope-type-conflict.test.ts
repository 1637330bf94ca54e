import { ropeTypeConflict } from '../../../src/core/rules/rope-type-conflict';
import { testRule } from './testRule';

testRule(ropeTypeConflict, {
  accept: [
    '{"model_type":"llama","rope_scaling":{"type":"linear","factor":2}}',
    '{"model_type":"llama","rope_scaling":{"type":"linear","rope_type":"linear","factor":2}}',
    // Older names of the same.
    '{"model_type":"qwen2_vl","text_config":{"model_type":"qwen2_vl_text","rope_scaling":{"type":"mrope","rope_type":"default","mrope_section":[16,24,24]}}}',
    '{"model_type":"phi3","rope_scaling":{"type":"su","rope_type":"longrope","short_factor":[1],"long_factor":[1]}}',
    '{"model_type":"llama","rope_scaling":{"type":null,"rope_type":"linear","factor":2}}',
    '{',
  ],
  reject: [
    {
      text: '{"model_type":"llama","rope_scaling":{"rope_type":"linear","type":«"yarn"»,"factor":2}}',
      message: /`type` is yarn and `rope_type` linear: transformers takes the latter/,
      fixed: '{"model_type":"llama","rope_scaling":{"rope_type":"linear","factor":2}}',
    },
    {
      text: '{"model_type":"llama","rope_parameters":{"type":«"default"»,"rope_type":"dynamic","factor":2}}',
      message: /default and/,
      fixed: '{"model_type":"llama","rope_parameters":{"rope_type":"dynamic","factor":2}}',
    },
    {
      language: 'yaml',
      text: 'model_type: llama\nrope_scaling:\n  type: «yarn» # old\n  rope_type: linear\n  factor: 2\n',
      message: /yarn/,
      fixed: 'model_type: llama\nrope_scaling:\n  rope_type: linear\n  factor: 2\n',
    },
  ],
});
