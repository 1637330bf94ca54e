import { longropeFactorLength } from '../../../src/core/rules/longrope-factor-length';
import { testRule } from './testRule';

testRule(longropeFactorLength, {
  accept: [
    '{"model_type":"phi3","hidden_size":16,"num_attention_heads":2,"num_key_value_heads":2,"rope_scaling":{"type":"longrope","short_factor":[1,1,1,1],"long_factor":[1,1,1,1]}}',
    '{"model_type":"phi3","hidden_size":16,"num_attention_heads":2,"num_key_value_heads":2,"partial_rotary_factor":0.75,"rope_scaling":{"type":"longrope","short_factor":[1,1,1],"long_factor":[1,1,1]}}',
    '{"model_type":"phi3","rope_scaling":{"type":"linear","short_factor":[1]}}',
    '{"model_type":"phi3","hidden_size":"16","rope_scaling":{"type":"longrope","short_factor":[1]}}',
    '{"model_type":"phi3","rope_scaling":{"type":"longrope","short_factor":null}}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","hidden_size":16,"num_attention_heads":2,"rope_parameters":{"rope_type":"longrope",«"short_factor"»:[1,1],«"long_factor"»:[1,1,1,1,1]}}',
      message: [/^2 factors for 4 pairs/, /^5 factors/],
    },
    {
      text: '{"model_type":"phi3","hidden_size":16,"num_attention_heads":2,"num_key_value_heads":2,"partial_rotary_factor":0.75,"rope_scaling":{"type":"su",«"short_factor"»:[1,1,1,1]',
      message: /^4 factors for 3 pairs/,
    },
    {
      language: 'yaml',
      text: 'model_type: llama\nhidden_size: 8\nnum_attention_heads: 2\nrope_scaling:\n  type: longrope\n  «short_factor»: [1]\n',
      message: /^1 factors for 2 pairs/,
    },
  ],
});
