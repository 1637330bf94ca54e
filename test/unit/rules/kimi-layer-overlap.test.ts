import { kimiLayerOverlap } from '../../../src/core/rules/kimi-layer-overlap';
import { testRule } from './testRule';

const kimi = (kda: string, full: string, layers = 4): string =>
  `{"model_type":"kimi_linear","num_hidden_layers":${layers},"linear_attn_config":{"kda_layers":[${kda}],"full_attn_layers":[${full}]}}`;

testRule(kimiLayerOverlap, {
  accept: [kimi('1,2,3', '4'), kimi('1,1,2,3', '4'), '{"model_type":"kimi_linear"}'],
  reject: [
    {
      text: kimi('1,2,3,4', '«4»'),
      message: /^Layer 4 is in full_attn_layers and in kda_layers/,
      fixed: kimi('1, 2, 3', '4'),
    },
    { text: kimi('1,2,3,4', '«1»,«4»'), message: [/^Layer 1/, /^Layer 4/] },
    {
      language: 'yaml',
      text: 'model_type: kimi_linear\nnum_hidden_layers: 2\nlinear_attn_config:\n  kda_layers: [1, 2]\n  full_attn_layers: [«2»]\n',
      message: /^Layer 2/,
      fixed:
        'model_type: kimi_linear\nnum_hidden_layers: 2\nlinear_attn_config:\n  kda_layers: [1]\n  full_attn_layers: [2]\n',
    },
  ],
});
