import { attnIndexOutOfRange } from '../../../src/core/rules/attn-index-out-of-range';
import { testRule } from './testRule';

testRule(attnIndexOutOfRange, {
  accept: [
    '{"model_type":"bamba","num_hidden_layers":4,"attn_layer_indices":[0,3]}',
    '{"model_type":"lfm2","num_hidden_layers":1,"layer_types":["conv"],"full_attn_idxs":[7]}',
    '{"model_type":"llama","attn_layer_indices":[99]}',
  ],
  reject: [
    {
      text: '{"model_type":"bamba","num_hidden_layers":4,"attn_layer_indices":[1,«4»]}',
      message: /^There is no layer 4: the 4 layers/,
      fixed: '{"model_type":"bamba","num_hidden_layers":4,"attn_layer_indices":[1]}',
    },
    {
      text: '{"model_type":"lfm2","num_hidden_layers":4,"full_attn_idxs":[«-1»,2,«9»]}',
      message: [/-1/, /9/],
    },
  ],
});
