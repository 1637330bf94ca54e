import { kvHeadsExceedHeads } from '../../../src/core/rules/kv-heads-exceed-heads';
import { testRule } from './testRule';

testRule(kvHeadsExceedHeads, {
  accept: [
    '{"model_type":"llama","num_attention_heads":8,"num_key_value_heads":8}',
    '{"model_type":"llama","num_attention_heads":8}',
    '{"model_type":"deepseek_v3","num_attention_heads":8,"num_key_value_heads":16}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3","num_attention_heads":8,"num_key_value_heads":«16»}',
      message: /^16 key\/value heads for 8 query heads: the first forward pass fails\. Use at most 8\.$/,
      fixed: '{"model_type":"qwen3","num_attention_heads":8,"num_key_value_heads":8}',
    },
    {
      text: '{"model_type":"mixtral","num_attention_heads":«4»}',
      message: /^8 key\/value heads \(the default\) for 4/,
    },
    {
      text: '{"model_type":"laguna","num_hidden_layers":2,"layer_types":["full_attention","sliding_attention"],"num_attention_heads":8,"num_key_value_heads":«8»,"num_attention_heads_per_layer":[8,4]}',
      message: /^8 key\/value heads for 4 query heads/,
    },
    {
      language: 'yaml',
      text: 'num_key_value_heads: «32» # swapped\nnum_attention_heads: 4\nmodel_type: nemotron_h\n',
      message: /^32 key/,
      fixed: 'num_key_value_heads: 4 # swapped\nnum_attention_heads: 4\nmodel_type: nemotron_h\n',
    },
  ],
});
