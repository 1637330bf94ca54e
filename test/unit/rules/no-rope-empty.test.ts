import { noRopeEmpty } from '../../../src/core/rules/no-rope-empty';
import { testRule } from './testRule';

testRule(noRopeEmpty, {
  accept: [
    '{"model_type":"llama4_text"}',
    '{"model_type":"llama4_text","num_hidden_layers":1,"no_rope_layers":[1]}',
    '{"model_type":"smollm3","no_rope_layers":[]}',
  ],
  reject: [
    {
      text: '{"model_type":"llama4_text",«"no_rope_layers"»:[],"hidden_size":64}',
      message: /^An empty `no_rope_layers` counts as left out/,
      fixed: '{"model_type":"llama4_text","hidden_size":64}',
    },
    {
      language: 'yaml',
      text: 'model_type: llama4\ntext_config:\n  «no_rope_layers»: []\n  hidden_size: 64\n',
      message: /left out/,
      fixed: 'model_type: llama4\ntext_config:\n  hidden_size: 64\n',
    },
  ],
});
