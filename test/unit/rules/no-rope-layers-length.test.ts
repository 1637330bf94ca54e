import { noRopeLayersLength } from '../../../src/core/rules/no-rope-layers-length';
import { testRule } from './testRule';

const smol = (list: string, layers = 4): string =>
  `{"model_type":"smollm3","num_hidden_layers":${layers},"no_rope_layers":${list}}`;

testRule(noRopeLayersLength, {
  accept: [
    smol('[1,1,1,0]'),
    smol('[1,1,1,0,1]'),
    smol('null'),
    '{"model_type":"llama4_text","no_rope_layers":[]}',
    '{"model_type":"llama","no_rope_layers":[1]}',
  ],
  reject: [
    {
      text: '{"model_type":"smollm3","num_hidden_layers":8,«"no_rope_layers"»:[1,1,1,0,1,1,1]}',
      message: /^`no_rope_layers` has 7 entries for 8 layers\. transformers fails to load this\.$/,
      fixed: '{"model_type":"smollm3","num_hidden_layers":8,"no_rope_layers":[1, 1, 1, 0, 1, 1, 1, 0]}',
    },
    {
      text: '{«"no_rope_layers"»: [1, 1], "num_hidden_layers": 4, "model_type": "llama4_text",',
      message: /2 entries/,
    },
    {
      language: 'yaml',
      text: 'model_type: smollm3\nnum_hidden_layers: 4\n«no_rope_layers»: []\n',
      message: /has 0 entries for 4 layers/,
    },
  ],
});
