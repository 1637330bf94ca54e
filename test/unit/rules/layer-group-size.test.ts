import { layerGroupSize } from '../../../src/core/rules/layer-group-size';
import { testRule } from './testRule';

testRule(layerGroupSize, {
  accept: [
    '{"model_type":"bailing_moe_linear","num_hidden_layers":20,"layer_group_size":5}',
    '{"model_type":"bailing_hybrid","num_hidden_layers":2,"layer_group_size":[1,0]}',
    '{"model_type":"bailing_hybrid","num_hidden_layers":20,"layer_group_size":0}',
    '{"model_type":"bailing_hybrid","num_hidden_layers":20}',
    '{"model_type":"llama","num_hidden_layers":22,"layer_group_size":5}',
  ],
  reject: [
    {
      text: '{"model_type":"bailing_moe_linear","num_hidden_layers":22,"layer_group_size":«5»}',
      message: /^Groups of 5 leave 2 of 22 layers over, .*softmax attention/,
      fixed: '{"model_type":"bailing_moe_linear","num_hidden_layers":22,"layer_group_size":2}',
    },
    {
      text: '{"model_type": "bailing_hybrid", "num_hidden_layers": 3, "layer_group_size": «4»',
      message: /^Groups of 4 leave 3 of 3/,
    },
  ],
});
