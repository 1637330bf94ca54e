import { kimiLayerUnassigned } from '../../../src/core/rules/kimi-layer-unassigned';
import { testRule } from './testRule';

const kimi = (kda: string, full: string, layers = 4): string =>
  `{"model_type":"kimi_linear","num_hidden_layers":${layers},"linear_attn_config":{${kda},${full}}}`;

testRule(kimiLayerUnassigned, {
  accept: [
    kimi('"kda_layers":[1,2,3]', '"full_attn_layers":[4]'),
    kimi('"kda_layers":[1,2]', '"full_attn_layers":null'),
    '{"model_type":"kimi_linear","linear_attn_config":{"num_heads":4}}',
  ],
  reject: [
    {
      text: kimi('«"kda_layers"»:[1,2]', '"full_attn_layers":[4]'),
      message: /^Layer 3 is in neither list: transformers refuses/,
      fixed: kimi('"kda_layers":[1, 2, 3]', '"full_attn_layers":[4]'),
    },
    {
      text: kimi('"full_attn_layers":[4]', '«"kda_layers"»:[3]', 12),
      message: /^Layers 1, 2, 5, 6, 7 and 5 more are in neither/,
    },
    {
      language: 'yaml',
      text: 'model_type: kimi_linear\nnum_hidden_layers: 3\nlinear_attn_config:\n  «kda_layers»: [1]\n  full_attn_layers: [3]\n',
      message: /^Layer 2/,
      fixed:
        'model_type: kimi_linear\nnum_hidden_layers: 3\nlinear_attn_config:\n  kda_layers: [1, 2]\n  full_attn_layers: [3]\n',
    },
  ],
});
