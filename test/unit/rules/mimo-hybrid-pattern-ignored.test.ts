import { mimoHybridPatternIgnored } from '../../../src/core/rules/mimo-hybrid-pattern-ignored';
import { testRule } from './testRule';

testRule(mimoHybridPatternIgnored, {
  accept: [
    '{"model_type":"mimo_v2_flash","num_hidden_layers":7,"hybrid_layer_pattern":[0,1,1,1,1,0,1]}',
    '{"model_type":"mimo_v2_flash","num_hidden_layers":2,"hybrid_layer_pattern":[1,0],"layer_types":["sliding_attention","full_attention"]}',
    '{"model_type":"mimo_v2_flash","num_hidden_layers":2}',
    // The length of the list is the news there.
    '{"model_type":"mimo_v2_flash","num_hidden_layers":2,"hybrid_layer_pattern":[1,0],"layer_types":["full_attention"]}',
    '{"model_type":"llama","num_hidden_layers":2,"hybrid_layer_pattern":[1,0]}',
  ],
  reject: [
    {
      text: '{"model_type":"mimo_v2_flash","num_hidden_layers":3,«"hybrid_layer_pattern"»:[0,0,1]}',
      message: /by a rule of its own and does not read .*: layer 1 is full here and sliding there\./,
      fixed:
        '{"model_type":"mimo_v2_flash","num_hidden_layers":3,"hybrid_layer_pattern":[0,0,1], "layer_types": ["full_attention","full_attention","sliding_attention"]}',
    },
    {
      text: '{"model_type":"mimo_v2_flash","num_hidden_layers":2,"layer_types":["full_attention", "full_attention"],«"hybrid_layer_pattern"»:[0,1]}',
      message: /by `layer_types` and does not read .*: layer 1 is sliding here and full there/,
      fixed:
        '{"model_type":"mimo_v2_flash","num_hidden_layers":2,"layer_types":["full_attention", "sliding_attention"],"hybrid_layer_pattern":[0,1]}',
    },
    {
      text: '{"model_type":"mimo_v2_flash","num_hidden_layers":3,«"hybrid_layer_pattern"»:[0,1]}',
      message: /this one has 2 entries for 3 layers/,
    },
  ],
});
