import { mlpLayerTypes } from '../../../src/core/rules/mlp-layer-types';
import { testRule } from './testRule';

const v32 = (list: string, layers: number): string =>
  `{"model_type":"deepseek_v32","num_hidden_layers":${layers},${list}}`;

testRule(mlpLayerTypes, {
  accept: [
    v32('"mlp_layer_types":["dense","sparse"]', 2),
    v32('"mlp_layer_types":null', 2),
    '{"model_type":"llama","mlp_layer_types":["foo"]}',
  ],
  reject: [
    {
      text: v32('«"mlp_layer_types"»:["dense","sparse"]', 4),
      message: /^`mlp_layer_types` has 2 entries for 4 layers: transformers refuses/,
      fixed: v32('"mlp_layer_types":["dense", "sparse", "sparse", "sparse"]', 4),
    },
    {
      text: v32('«"mlp_layer_types"»:["dense","moe"]', 2),
      message: /^Entry 1 of `mlp_layer_types` is neither/,
      fixed: v32('"mlp_layer_types":["dense","sparse"]', 2),
    },
    {
      language: 'yaml',
      text: 'model_type: kimi_linear\nnum_hidden_layers: 2\n«mlp_layer_types»:\n  - dense\n  - sparce # typo\n',
      message: /^Entry 1/,
      fixed:
        'model_type: kimi_linear\nnum_hidden_layers: 2\nmlp_layer_types:\n  - dense\n  - sparse # typo\n',
    },
  ],
});
