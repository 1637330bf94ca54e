import { gemma4LastNotFull } from '../../../src/core/rules/gemma4-last-not-full';
import { testRule } from './testRule';

testRule(gemma4LastNotFull, {
  accept: [
    '{"model_type":"gemma4_text","num_hidden_layers":2,"layer_types":["sliding_attention","full_attention"]}',
    '{"model_type":"gemma3_text","num_hidden_layers":1,"layer_types":["sliding_attention"]}',
    '{"model_type":"gemma4_text"}',
    '{"model_type":"gemma4_text","layer_types":[]}',
  ],
  reject: [
    {
      text: '{"model_type":"gemma4_text","num_hidden_layers":2,"layer_types":["full_attention",«"sliding_attention"»]}',
      message: /^The last layer slides by this list/,
      fixed:
        '{"model_type":"gemma4_text","num_hidden_layers":2,"layer_types":["full_attention","full_attention"]}',
    },
    {
      language: 'yaml',
      text: 'model_type: gemma4_text\nnum_hidden_layers: 1\nlayer_types:\n  - «sliding_attention» # x\n',
      message: /full one/,
      fixed: 'model_type: gemma4_text\nnum_hidden_layers: 1\nlayer_types:\n  - full_attention # x\n',
    },
  ],
});
