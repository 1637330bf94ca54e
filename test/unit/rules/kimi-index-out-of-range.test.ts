import { kimiIndexOutOfRange } from '../../../src/core/rules/kimi-index-out-of-range';
import { testRule } from './testRule';

const kimi = (kda: string, full: string, layers = 4): string =>
  `{"model_type":"kimi_linear","num_hidden_layers":${layers},"linear_attn_config":{"kda_layers":[${kda}],"full_attn_layers":[${full}]}}`;

testRule(kimiIndexOutOfRange, {
  accept: [kimi('1,2,3', '4'), kimi('0,1,2', '3'), '{"model_type":"kimi_linear"}'],
  reject: [
    {
      text: kimi('1,2,3,4', '«5»'),
      message: /^`full_attn_layers` names layer 5, but there are 4, counted from 1/,
      fixed: kimi('1,2,3,4', ''),
    },
    { text: kimi('1,«9»,2,3', '4,«-1»'), message: [/names layer 9/, /names layer -1/] },
    {
      language: 'yaml',
      text: 'model_type: kimi_linear\nnum_hidden_layers: 2\nlinear_attn_config:\n  kda_layers: [1, «3»]\n  full_attn_layers: [2]\n',
      message: /names layer 3, but there are 2/,
      fixed:
        'model_type: kimi_linear\nnum_hidden_layers: 2\nlinear_attn_config:\n  kda_layers: [1]\n  full_attn_layers: [2]\n',
    },
  ],
});
