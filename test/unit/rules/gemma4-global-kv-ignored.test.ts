import { gemma4GlobalKvIgnored } from '../../../src/core/rules/gemma4-global-kv-ignored';
import { testRule } from './testRule';

testRule(gemma4GlobalKvIgnored, {
  accept: [
    '{"model_type":"gemma4_text","num_global_key_value_heads":2,"attention_k_eq_v":true}',
    '{"model_type":"gemma4_text","num_global_key_value_heads":null}',
    '{"model_type":"llama","num_global_key_value_heads":2}',
  ],
  reject: [
    {
      text: '{"model_type":"gemma4_text","num_global_key_value_heads":«2»}',
      message: /^Global layers have these 2/,
      fixed: '{"model_type":"gemma4_text","num_global_key_value_heads":2, "attention_k_eq_v": true}',
    },
    {
      text: '{"model_type":"gemma4_text","num_global_key_value_heads":«2»,"attention_k_eq_v":false}',
      message: /only where/,
      fixed: '{"model_type":"gemma4_text","num_global_key_value_heads":2,"attention_k_eq_v":true}',
    },
  ],
});
