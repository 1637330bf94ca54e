import { zamba2DefaultList } from '../../../src/core/rules/zamba2-default-list';
import { testRule } from './testRule';

testRule(zamba2DefaultList, {
  accept: [
    '{"model_type":"zamba2"}',
    '{"model_type":"zamba2","num_hidden_layers":1,"layers_block_type":["hybrid"]}',
    '{"model_type":"llama","num_hidden_layers":2}',
  ],
  reject: [
    {
      text: '{"model_type":"zamba2","num_hidden_layers":«6»}',
      message: /54 layers/,
      fixed: '{"model_type":"zamba2","num_hidden_layers":54}',
    },
    {
      language: 'yaml',
      text: 'model_type: zamba2\nnum_hidden_layers: «6» # few\n',
      message: /54 layers/,
      fixed: 'model_type: zamba2\nnum_hidden_layers: 54 # few\n',
    },
  ],
});
