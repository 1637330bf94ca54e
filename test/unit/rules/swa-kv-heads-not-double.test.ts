import { swaKvHeadsNotDouble } from '../../../src/core/rules/swa-kv-heads-not-double';
import { testRule } from './testRule';

testRule(swaKvHeadsNotDouble, {
  accept: [
    '{"model_type":"mimo_v2_flash","num_key_value_heads":4,"swa_num_key_value_heads":8}',
    '{"model_type":"mimo_v2_flash","num_key_value_heads":4}',
    '{"model_type":"llama","swa_num_key_value_heads":3}',
  ],
  reject: [
    {
      text: '{"model_type":"mimo_v2_flash","num_key_value_heads":4,"swa_num_key_value_heads":«4»}',
      message: /twice.*, 8, and does not read this 4/,
      fixed: '{"model_type":"mimo_v2_flash","num_key_value_heads":4,"swa_num_key_value_heads":8}',
    },
  ],
});
