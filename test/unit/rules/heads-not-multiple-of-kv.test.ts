import { headsNotMultipleOfKv } from '../../../src/core/rules/heads-not-multiple-of-kv';
import { testRule } from './testRule';

testRule(headsNotMultipleOfKv, {
  accept: [
    '{"model_type":"llama","num_attention_heads":8,"num_key_value_heads":2}',
    '{"model_type":"llama","num_attention_heads":8,"num_key_value_heads":null}',
    '{"model_type":"llama","num_attention_heads":8}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","num_attention_heads":8,"num_key_value_heads":«3»}',
      message: /^8 query heads can't share 3 key\/value heads evenly.*divide: 2, 4\.$/,
      fixed: '{"model_type":"llama","num_attention_heads":8,"num_key_value_heads":2}',
    },
    {
      // A slip of the keyboard must not cost a minute.
      text: '{"model_type":"llama","num_attention_heads":99999999,"num_key_value_heads":«8»}',
      message: /divide: 9, 11\.$/,
    },
  ],
});
