import { ropeUnrecognizedKeys } from '../../../src/core/rules/rope-unrecognized-keys';
import { testRule } from './testRule';

testRule(ropeUnrecognizedKeys, {
  accept: [
    '{"model_type":"llama","rope_parameters":{"rope_type":"yarn","factor":4,"beta_fast":32,"beta_slow":1,"truncate":false,"type":"yarn"}}',
    '{"model_type":"qwen3_vl_text","rope_scaling":{"mrope_interleaved":true,"mrope_section":[24,20,20],"rope_type":"default"}}',
    '{"model_type":"gemma3_text","rope_parameters":{"full_attention":{"rope_type":"default"},"sliding_attention":{"rope_theta":1}}}',
    '{"model_type":"llama","rope_parameters":{"rope_type":"foo","bar":1}}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","rope_parameters":{"rope_type":"yarn","factor":4,«"attn_factor"»:0.8}}',
      message: /^RoPE of type yarn does not read `attn_factor`.*It has `attention_factor`\.$/,
      fixed:
        '{"model_type":"llama","rope_parameters":{"rope_type":"yarn","factor":4,"attention_factor":0.8}}',
    },
    {
      text: '{"model_type":"llama","rope_parameters":{"rope_type":"default",«"factor"»:4',
      message: /type default does not read `factor`/,
    },
    {
      text: '{"model_type":"llama","rope_scaling":{"type":"linear","factor":2,«"high_freq_factor"»:4}}',
      message: /linear/,
      fix: /^Remove/,
      fixed: '{"model_type":"llama","rope_scaling":{"type":"linear","factor":2}}',
    },
    {
      language: 'yaml',
      text: 'model_type: llama\nrope_scaling:\n  type: yarn\n  factor: 4\n  «beta_fst»: 32 # x\n',
      message: /It has `beta_fast`/,
      fixed: 'model_type: llama\nrope_scaling:\n  type: yarn\n  factor: 4\n  beta_fast: 32 # x\n',
    },
  ],
});
