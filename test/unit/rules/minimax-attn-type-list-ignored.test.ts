import { minimaxAttnTypeListIgnored } from '../../../src/core/rules/minimax-attn-type-list-ignored';
import { testRule } from './testRule';

testRule(minimaxAttnTypeListIgnored, {
  accept: [
    '{"model_type":"minimax","num_hidden_layers":2,"attn_type_list":[1,0]}',
    '{"model_type":"minimax","num_hidden_layers":1,"attn_type_list":[0],"layer_types":["linear_attention"]}',
    '{"model_type":"minimax_m1","num_hidden_layers":2,"attn_type_list":[0,1]}',
    '{"model_type":"minimax","attn_type_list":null}',
  ],
  reject: [
    {
      text: '{"model_type":"minimax","num_hidden_layers":4,«"attn_type_list"»:[0,0,0,1],"hidden_size":64}',
      message: /^`attn_type_list` is not read by model_type "minimax": 2 of 4 layers.*the list has 1\./,
      fixed:
        '{"model_type":"minimax","num_hidden_layers":4,"attn_type_list":[0,0,0,1], "layer_types": ["linear_attention","linear_attention","linear_attention","full_attention"],"hidden_size":64}',
    },
    {
      text: '{«"attn_type_list"»: [0, 0], "num_hidden_layers": 2, "model_type": "minimax", "hid',
      message: /1 of 2 layers/,
    },
    {
      language: 'yaml',
      text: 'model_type: minimax\nnum_hidden_layers: 2\n«attn_type_list»: [0, 1]\n',
      message: /not read/,
      fixed:
        'model_type: minimax\nnum_hidden_layers: 2\nattn_type_list: [0, 1]\nlayer_types: [linear_attention, full_attention]\n',
    },
  ],
});
