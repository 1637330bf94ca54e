import { layerTypesLength } from '../../../src/core/rules/layer-types-length';
import { testRule } from './testRule';

const hybrid = (list: string, layers = 8): string =>
  `{"model_type":"qwen3_next","num_hidden_layers":${layers},${list}}`;

testRule(layerTypesLength, {
  accept: [
    hybrid('"layer_types":["linear_attention","full_attention"]', 2),
    '{"model_type":"qwen3_next","num_hidden_layers":8}',
    '{"model_type":"qwen3_next","num_hidden_layers":8,"layer_types":null}',
    '{"model_type":"qwen3_next","num_hidden_layers":"8","layer_types":["full_attention"]}',
    // Jamba computes its list, and refuses any.
    '{"model_type":"jamba","layer_types":["full_attention"]}',
    '{"model_type":"frobnicator","num_hidden_layers":8,"layer_types":["full_attention"]}',
  ],
  reject: [
    {
      text: hybrid(
        '«"layer_types"»:["linear_attention","linear_attention","linear_attention","full_attention","linear_attention","linear_attention","linear_attention"]',
      ),
      message:
        /^7 layer types for 8 layers: transformers refuses to load this\. Append "full_attention" to keep the pattern\.$/,
      fix: /^Append "full_attention" to keep the pattern$/,
      fixed: hybrid(
        '"layer_types":["linear_attention","linear_attention","linear_attention","full_attention","linear_attention","linear_attention","linear_attention", "full_attention"]',
      ),
    },
    {
      text: hybrid(
        '«"layer_types"»:["linear_attention","linear_attention","full_attention","linear_attention","linear_attention","linear_attention","full_attention"]',
      ),
      message: /^7 layer types for 8 layers/,
      fix: /^Insert "linear_attention" as entry 2/,
      fixed: hybrid(
        '"layer_types":["linear_attention","linear_attention","linear_attention", "full_attention","linear_attention","linear_attention","linear_attention","full_attention"]',
      ),
    },
    {
      text: hybrid('«"layer_types"»:["linear_attention","full_attention","linear_attention"]', 2),
      message: /^3 layer types for 2 layers/,
      fix: /^Set num_hidden_layers to 3$/,
      fixed: hybrid('"layer_types":["linear_attention","full_attention","linear_attention"]', 3),
    },
    {
      text: '{"model_type":"qwen3_next",«"layer_types"»:["linear_attention","full_attention"]}',
      message: /^2 layer types for 48 layers \(the default\)/,
      fix: /^Add num_hidden_layers: 2$/,
      fixed:
        '{"model_type":"qwen3_next","layer_types":["linear_attention","full_attention"], "num_hidden_layers": 2}',
    },
    {
      language: 'yaml',
      text: 'model_type: qwen3_next\nnum_hidden_layers: 4\n«layer_types»:\n  - linear_attention\n  - linear_attention\n  - full_attention # global\n',
      message: /^3 layer types for 4 layers/,
      fixed:
        'model_type: qwen3_next\nnum_hidden_layers: 4\nlayer_types:\n  - linear_attention\n  - linear_attention\n  - linear_attention\n  - full_attention # global\n',
    },
  ],
});
