import { m3SparseFreqLength } from '../../../src/core/rules/m3-sparse-freq-length';
import { testRule } from './testRule';

testRule(m3SparseFreqLength, {
  accept: [
    '{"model_type":"minimax_m3_vl_text","num_hidden_layers":2,"sparse_attention_config":{"sparse_attention_freq":[0,1]},"moe_layer_freq":[0,1]}',
    '{"model_type":"minimax_m3_vl_text","num_hidden_layers":2}',
    // A list of types beats the frequencies.
    '{"model_type":"minimax_m3_vl_text","num_hidden_layers":1,"layer_types":["full_attention"],"sparse_attention_config":{"sparse_attention_freq":[0,1]}}',
    '{"model_type":"minimax_m3_vl_text","num_hidden_layers":1,"mlp_layer_types":["sparse"],"moe_layer_freq":[0,1]}',
    '{"model_type":"llama","num_hidden_layers":1,"moe_layer_freq":[0,1]}',
  ],
  reject: [
    {
      text: '{"model_type":"minimax_m3_vl_text","num_hidden_layers":4,"sparse_attention_config":{«"sparse_attention_freq"»:[0, 1]}}',
      message: /^2 entries for 4 layers: transformers refuses to load this\. Repeat the last entry\.$/,
      fixed:
        '{"model_type":"minimax_m3_vl_text","num_hidden_layers":4,"sparse_attention_config":{"sparse_attention_freq":[0, 1, 1, 1]}}',
    },
    {
      text: '{"model_type":"minimax_m3_vl_text","num_hidden_layers":2,«"moe_layer_freq"»:[0, 1, 1]}',
      message: /^3 entries for 2 layers.* Cut what is beyond the last layer\.$/,
      fixed: '{"model_type":"minimax_m3_vl_text","num_hidden_layers":2,"moe_layer_freq":[0, 1]}',
    },
    {
      language: 'yaml',
      text: 'model_type: minimax_m3_vl_text\nnum_hidden_layers: 2\n«moe_layer_freq»: [0]\n',
      message: /^1 entries for 2 layers/,
      fixed: 'model_type: minimax_m3_vl_text\nnum_hidden_layers: 2\nmoe_layer_freq: [0, 0]\n',
    },
  ],
});
