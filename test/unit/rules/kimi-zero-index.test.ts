import { kimiZeroIndex } from '../../../src/core/rules/kimi-zero-index';
import { testRule } from './testRule';

const kimi = (kda: string, full: string, layers = 4): string =>
  `{"model_type":"kimi_linear","num_hidden_layers":${layers},"linear_attn_config":{"kda_layers":[${kda}],"full_attn_layers":[${full}]}}`;

testRule(kimiZeroIndex, {
  accept: [
    kimi('1,2,3', '4'),
    '{"model_type":"kimi_linear","linear_attn_config":{"kda_layers":null}}',
    '{"model_type":"llama","linear_attn_config":{"kda_layers":[0]}}',
    '{"model_type":"kimi_linear","num_hidden_layers":1,"layer_types":["full_attention"],"linear_attn_config":{"kda_layers":[0],"full_attn_layers":[]}}',
  ],
  reject: [
    {
      text: kimi('«0»,1,2', '3'),
      message: /^Layer 0 in `kda_layers`: the lists count from 1/,
      fixed: kimi('1,2,3', '4'),
    },
    { text: kimi('«0»,1,2', '«0»,4'), message: [/in `kda_layers`/, /in `full_attn_layers`/] },
    {
      language: 'yaml',
      text: 'model_type: kimi_linear\nnum_hidden_layers: 2\nlinear_attn_config:\n  kda_layers:\n    - «0» # first\n  full_attn_layers: [1]\n',
      message: /^Layer 0/,
      fixed:
        'model_type: kimi_linear\nnum_hidden_layers: 2\nlinear_attn_config:\n  kda_layers:\n    - 1 # first\n  full_attn_layers: [2]\n',
    },
  ],
});
