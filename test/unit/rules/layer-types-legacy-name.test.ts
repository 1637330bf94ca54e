import { layerTypesLegacyName } from '../../../src/core/rules/layer-types-legacy-name';
import { testRule } from './testRule';

const granite = (types: string): string => `{"model_type":"granitemoehybrid","num_hidden_layers":2,${types}}`;

testRule(layerTypesLegacyName, {
  accept: [
    granite('"layer_types":["linear_attention","full_attention"]'),
    '{"model_type":"qwen3_next"}',
    granite('"layer_types":[1,null]'),
  ],
  reject: [
    {
      text: granite('«"layer_types"»:["mamba","attention"]'),
      message:
        /^transformers renames "mamba" to "linear_attention" and "attention" to "full_attention" on load/,
      fixed: granite('"layer_types":["linear_attention","full_attention"]'),
    },
    {
      text: '{\n  "model_type": "granitemoehybrid",\n  «"layers_block_type"»: [\n    "mamba"\n  ],\n  "num_hidden_layers": 1\n}',
      message: /^transformers renames "mamba"/,
    },
    {
      language: 'yaml',
      text: 'model_type: nemotron_h\n«layers_block_type»:\n  - mamba\n  - mlp\n',
      message: /"mamba" to "linear_attention"/,
      fixed: 'model_type: nemotron_h\nlayers_block_type:\n  - linear_attention\n  - mlp\n',
    },
  ],
});
