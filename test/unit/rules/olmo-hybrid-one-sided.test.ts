import { olmoHybridOneSided } from '../../../src/core/rules/olmo-hybrid-one-sided';
import { testRule } from './testRule';

testRule(olmoHybridOneSided, {
  accept: [
    '{"model_type":"olmo_hybrid"}',
    '{"model_type":"olmo_hybrid","num_hidden_layers":2}',
    '{"model_type":"olmo_hybrid","num_hidden_layers":2,"layer_types":["linear_attention","full_attention"]}',
    '{"model_type":"olmo3","num_hidden_layers":2,"layer_types":["full_attention","full_attention"]}',
  ],
  reject: [
    {
      text: '{"model_type":"olmo_hybrid","num_hidden_layers":2,«"layer_types"»:["full_attention", "full_attention"]}',
      message: /^All 2 layers are full attention: .*at least one 'linear_attention' layer/,
      fixed:
        '{"model_type":"olmo_hybrid","num_hidden_layers":2,"layer_types":["linear_attention", "full_attention"]}',
    },
    {
      text: '{"model_type":"olmo_hybrid","num_hidden_layers":2,«"layer_types"»:["linear_attention", "linear_attention"]}',
      message: /^All 2 layers are Gated DeltaNet: .*at least one attention layer/,
      fixed:
        '{"model_type":"olmo_hybrid","num_hidden_layers":2,"layer_types":["linear_attention", "full_attention"]}',
    },
    {
      text: '{"model_type": "olmo_hybrid", "num_hidden_layers": «1», "hid',
      message: /^The only layer is full attention/,
    },
  ],
});
