import { llama4DenseWidth } from '../../../src/core/rules/llama4-dense-width';
import { testRule } from './testRule';

testRule(llama4DenseWidth, {
  accept: [
    '{"model_type":"llama4_text","interleave_moe_layer_step":2,"intermediate_size":128,"intermediate_size_mlp":256}',
    '{"model_type":"llama4_text","intermediate_size":128}',
    '{"model_type":"llama4_text","interleave_moe_layer_step":2}',
    '{"model_type":"llama4","text_config":{"model_type":"llama4_text","interleave_moe_layer_step":2,"intermediate_size":128}}',
    '{"model_type":"llama","intermediate_size":128}',
  ],
  reject: [
    {
      text: '{"model_type":"llama4_text","num_hidden_layers":4,"interleave_moe_layer_step":2,"intermediate_size":«128»}',
      message: /^`intermediate_size` \(128\) is the width of the experts: the 2 dense layers are 16,384 wide/,
      fixed:
        '{"model_type":"llama4_text","num_hidden_layers":4,"interleave_moe_layer_step":2,"intermediate_size":128, "intermediate_size_mlp": 16384}',
    },
  ],
});
