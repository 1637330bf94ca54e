import { falconKvHeadsIgnored } from '../../../src/core/rules/falcon-kv-heads-ignored';
import { testRule } from './testRule';

testRule(falconKvHeadsIgnored, {
  accept: [
    '{"model_type":"falcon","hidden_size":512,"num_attention_heads":8,"num_kv_heads":8}',
    '{"model_type":"falcon","hidden_size":512,"num_attention_heads":8,"num_kv_heads":4,"new_decoder_architecture":true}',
    '{"model_type":"falcon","hidden_size":512,"num_attention_heads":8,"num_kv_heads":4,"multi_query":false}',
  ],
  reject: [
    {
      text: '{"model_type":"falcon","hidden_size":512,"num_attention_heads":8,"num_kv_heads":«4»}',
      message: /^One key\/value head is built, and not 4/,
      fixed: '{"model_type":"falcon","hidden_size":512,"num_attention_heads":8,"num_kv_heads":1}',
    },
  ],
});
