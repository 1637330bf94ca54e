import { moeStepConflict } from '../../../src/core/rules/moe-step-conflict';
import { testRule } from './testRule';

const llama4 = (more: string): string => `{"model_type":"llama4_text","num_hidden_layers":4,${more}}`;

testRule(moeStepConflict, {
  accept: [
    llama4('"interleave_moe_layer_step":2,"moe_layers":[1,3]'),
    llama4('"interleave_moe_layer_step":2'),
    llama4('"moe_layers":[1]'),
    '{"model_type":"llama","interleave_moe_layer_step":1,"moe_layers":[1]}',
  ],
  reject: [
    {
      text: llama4('"interleave_moe_layer_step":«1»,"moe_layers":[1,3]'),
      message: /^A step of 1 is ignored beside `moe_layers`, which says otherwise of layer 0/,
      fixed: llama4('"moe_layers":[1,3]'),
    },
    {
      text: '{"moe_layers": [0], "interleave_moe_layer_step": «2», "model_type": "llama4_text",',
      message: /layer 0/,
    },
    {
      language: 'yaml',
      text: 'model_type: llama4_text\nnum_hidden_layers: 2\ninterleave_moe_layer_step: «2»\nmoe_layers: []\n',
      message: /layer 1/,
      fixed: 'model_type: llama4_text\nnum_hidden_layers: 2\nmoe_layers: []\n',
    },
  ],
});
