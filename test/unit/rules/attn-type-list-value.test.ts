import { attnTypeListValue } from '../../../src/core/rules/attn-type-list-value';
import { testRule } from './testRule';

const m1 = (list: string, layers = 4): string =>
  `{"model_type":"minimax_m1","num_hidden_layers":${layers},"attn_type_list":${list}}`;

testRule(attnTypeListValue, {
  accept: [m1('[0,0,0,1]'), m1('[0,0,0,1,0]'), '{"model_type":"minimax","attn_type_list":[7]}'],
  reject: [
    {
      text: m1('[0,0,«2»,1]'),
      message: /^Entry 2 of `attn_type_list` is 2; it must be 0 \(lightning\) or 1 \(softmax\)/,
      fixed: m1('[0,0,0,1]'),
    },
    { text: m1('[«-1»,0,«3»,1]'), message: [/is -1/, /is 3/] },
    {
      text: '{"model_type":"minimax_m1","num_hidden_layers":8,«"attn_type_list"»:[0,0,0,1,0,0,0]}',
      message: /has 7 entries for 8 layers/,
      fixed: '{"model_type":"minimax_m1","num_hidden_layers":8,"attn_type_list":[0, 0, 0, 1, 0, 0, 0, 1]}',
    },
    {
      language: 'yaml',
      text: 'model_type: minimax_m1\nnum_hidden_layers: 2\nattn_type_list:\n  - «9» # ?\n  - 1\n',
      message: /is 9/,
      fixed: 'model_type: minimax_m1\nnum_hidden_layers: 2\nattn_type_list:\n  - 0 # ?\n  - 1\n',
    },
  ],
});
