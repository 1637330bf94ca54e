import { kimiListsIncomplete } from '../../../src/core/rules/kimi-lists-incomplete';
import { testRule } from './testRule';

const kimi = (lists: string): string =>
  `{"model_type":"kimi_linear","num_hidden_layers":4,"linear_attn_config":{${lists}}}`;

testRule(kimiListsIncomplete, {
  accept: [
    kimi('"kda_layers":[1,2,3],"full_attn_layers":[4]'),
    kimi('"num_heads":4'),
    '{"model_type":"kimi_linear"}',
    '{"model_type":"kimi_linear","num_hidden_layers":1,"layer_types":["full_attention"],"linear_attn_config":{"kda_layers":[1]}}',
  ],
  reject: [
    {
      text: kimi('«"full_attn_layers"»:[4]'),
      message: /^`full_attn_layers` without `kda_layers` is ignored/,
      fixed: kimi('"full_attn_layers":[4], "kda_layers": [1,2,3]'),
    },
    {
      text: kimi('«"kda_layers"»:[1,2,3],"num_heads":4'),
      message: /^`kda_layers` without `full_attn_layers`/,
    },
    {
      language: 'yaml',
      text: 'model_type: kimi_linear\nnum_hidden_layers: 2\nlinear_attn_config:\n  num_heads: 4\n  «kda_layers»: [1]\n',
      message: /without `full_attn_layers`/,
      fixed:
        'model_type: kimi_linear\nnum_hidden_layers: 2\nlinear_attn_config:\n  num_heads: 4\n  kda_layers: [1]\n  full_attn_layers: [2]\n',
    },
  ],
});
