import { hybridListOmitted } from '../../../src/core/rules/hybrid-list-omitted';
import { testRule } from './testRule';

testRule(hybridListOmitted, {
  accept: [
    '{"model_type":"granitemoehybrid","num_hidden_layers":1,"layer_types":["attention"]}',
    '{"model_type":"granitemoehybrid","num_hidden_layers":1,"layers_block_type":["attention"]}',
    '{"model_type":"qwen3_next"}',
  ],
  reject: [
    {
      text: '{"model_type":"granitemoehybrid","num_hidden_layers":«7»}',
      message: /^No layer_types: all 7 layers become Mamba-2/,
      fixed:
        '{"model_type":"granitemoehybrid","num_hidden_layers":7, "layer_types": ["mamba","mamba","mamba","mamba","mamba","attention","mamba"]}',
    },
    {
      text: '{"hidden_size":64,"model_type":«"granitemoehybrid"»,"layer_types":',
      message: /^No layer_types/,
    },
    {
      language: 'yaml',
      text: 'model_type: granitemoehybrid\nnum_hidden_layers: «2»\n',
      message: /all 2 layers/,
    },
  ],
});
