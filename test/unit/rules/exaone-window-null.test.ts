import { exaoneWindowNull } from '../../../src/core/rules/exaone-window-null';
import { testRule } from './testRule';

testRule(exaoneWindowNull, {
  accept: [
    '{"model_type":"exaone4"}',
    '{"model_type":"exaone4","num_hidden_layers":1,"sliding_window":null,"layer_types":["full_attention"]}',
    '{"model_type":"mistral","sliding_window":null}',
  ],
  reject: [
    {
      text: '{"model_type":"exaone4","num_hidden_layers":2,"sliding_window":«null»}',
      message: /integer modulo by zero/,
      fixed:
        '{"model_type":"exaone4","num_hidden_layers":2,"sliding_window":null, "layer_types": ["full_attention","full_attention"]}',
    },
    {
      language: 'yaml',
      text: 'model_type: exaone4\nnum_hidden_layers: 1\nsliding_window: «null» # none\n',
      message: /modulo/,
    },
  ],
});
