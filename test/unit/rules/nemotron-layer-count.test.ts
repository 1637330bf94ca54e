import { nemotronLayerCount } from '../../../src/core/rules/nemotron-layer-count';
import { testRule } from './testRule';

testRule(nemotronLayerCount, {
  accept: [
    '{"model_type":"nemotron_h","num_hidden_layers":4,"hybrid_override_pattern":"M-M*"}',
    '{"model_type":"nemotron_h","hybrid_override_pattern":"M-M*"}',
    // nemotron-pattern-missing says more of it.
    '{"model_type":"nemotron_h","num_hidden_layers":52}',
    '{"model_type":"llama","num_hidden_layers":2,"hybrid_override_pattern":"M"}',
  ],
  reject: [
    {
      text: '{"model_type":"nemotron_h","num_hidden_layers":«2»,"hybrid_override_pattern":"M-M*-"}',
      message: /^num_hidden_layers is 2, the pattern has 5 layers: the pattern decides/,
      fixed: '{"model_type":"nemotron_h","num_hidden_layers":5,"hybrid_override_pattern":"M-M*-"}',
    },
    {
      text: '{"layers_block_type": ["mamba", "attention"], "model_type": "nemotron_h", "num_hidden_layers": «52», "x',
      message: /the pattern has 2 layers/,
    },
    {
      language: 'yaml',
      text: 'model_type: nemotron_h\nhybrid_override_pattern: M*\nnum_hidden_layers: «1» # cut\n',
      message: /is 1/,
      fixed: 'model_type: nemotron_h\nhybrid_override_pattern: M*\nnum_hidden_layers: 2 # cut\n',
    },
  ],
});
