import { moeListOutOfRange } from '../../../src/core/rules/moe-list-out-of-range';
import { testRule } from './testRule';

const qwen = (list: string): string =>
  `{"model_type":"qwen3_moe","num_hidden_layers":4,"mlp_only_layers":${list}}`;

testRule(moeListOutOfRange, {
  accept: [
    qwen('[0,3]'),
    qwen('null'),
    '{"model_type":"llama","num_hidden_layers":4,"mlp_only_layers":[9]}',
    '{"model_type":"llama4_text","num_hidden_layers":4,"mlp_only_layers":[9]}',
  ],
  reject: [
    {
      text: qwen('[0,«4»]'),
      message: /^`mlp_only_layers` names layer 4, but there are 4, counted from 0/,
      fixed: qwen('[0]'),
    },
    { text: qwen('[«-1»,1,«7»'), message: [/layer -1/, /layer 7/] },
    {
      language: 'yaml',
      text: 'model_type: llama4_text\nnum_hidden_layers: 2\nmoe_layers: [1, «3»]\n',
      message: /^`moe_layers` names layer 3/,
      fixed: 'model_type: llama4_text\nnum_hidden_layers: 2\nmoe_layers: [1]\n',
    },
  ],
});
