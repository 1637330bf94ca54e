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
      // Attention beside Mamba in one block.
      text: '{"model_type":"falcon_h1","num_attention_heads":8,"num_key_value_heads":«3»}',
      message: /^8 query heads/,
      fixed: '{"model_type":"falcon_h1","num_attention_heads":8,"num_key_value_heads":2}',
    },
    {
      text: '{"model_type":"falcon_h1","num_attention_heads":«20»}',
      message: /^20 query heads can't share 8 key\/value heads \(the default\)/,
    },
    {
      // More query heads where it slides.
      text: '{"model_type":"step3p5","num_hidden_layers":2,"layer_types":["full_attention","sliding_attention"],"sliding_window":64,"num_attention_heads":8,"num_key_value_heads":«4»,"num_sliding_attention_heads":10}',
      message: /^10 query heads can't share 4/,
    },
    {
      // A slip of the keyboard must not cost a minute.
      text: '{"model_type":"llama","num_attention_heads":99999999,"num_key_value_heads":«8»}',
      message: /divide: 9, 11\.$/,
    },
    {
      // In flash-linear-attention's words.
      text: '{"model_type":"transformer","num_heads":33,"num_kv_heads":«2»}',
      message: /^33 query heads/,
      fixed: '{"model_type":"transformer","num_heads":33,"num_kv_heads":1}',
    },
    {
      text: '{"dim":4096,"n_layers":2,"n_heads":32,"n_kv_heads":«5»}',
      message: /^32 query heads/,
      fixed: '{"dim":4096,"n_layers":2,"n_heads":32,"n_kv_heads":4}',
    },
  ],
});
