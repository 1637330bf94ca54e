import { pleOneBased } from '../../../src/core/rules/ple-one-based';
import { testRule } from './testRule';

const head = '"model_type":"qwen4_exp_text","num_hidden_layers":8,"eos_token_id":1';

testRule(pleOneBased, {
  accept: [
    `{${head},"ple_layer_ids":[1,2,7]}`,
    `{${head},"ple_layer_ids":[]}`,
    `{${head},"ple_layer_ids":null}`,
    `{${head},"ple_layer_ids":[1,1]}`,
    `{${head},"ple_layer_ids":["1"]}`,
    '{"model_type":"qwen3_next","ple_layer_ids":[0]}',
  ],
  reject: [
    {
      text: `{${head},"ple_layer_ids":[«0», «4»]}`,
      message: [
        /^Layer 0 can't have n-grams: ids count from 1 to 8\. transformers refuses to load this\.$/,
        /^Layer 4 /,
      ],
      fixed: `{${head},"ple_layer_ids":[1, 5]}`,
    },
    {
      text: `{${head},"ple_layer_ids":[1,«9»]}`,
      message: /^Layer 9 can't have n-grams: ids count from 1 to 8\./,
    },
    {
      text: `{${head},"ple_layer_ids":[1,«4»]}`,
      message: /^Layer 4 can't have n-grams: n-grams join linear layers only\./,
      fixed: `{${head},"ple_layer_ids":[2,5]}`,
    },
    {
      text: '{"model_type":"qwen4_exp_text","num_hidden_layers":2,"layer_types":["full_attention","linear_attention"],"eos_token_id":1,"ple_layer_ids":[«1»]}',
      message: /^Layer 1 can't have n-grams: n-grams join linear layers only\./,
      fixed:
        '{"model_type":"qwen4_exp_text","num_hidden_layers":2,"layer_types":["full_attention","linear_attention"],"eos_token_id":1,"ple_layer_ids":[2]}',
    },
    {
      language: 'yaml',
      text: 'model_type: qwen4_exp_text\neos_token_id: 1\nple_layer_ids:\n  - «0»\n',
      message: /ids count from 1 to 40/,
      fixed: 'model_type: qwen4_exp_text\neos_token_id: 1\nple_layer_ids:\n  - 1\n',
    },
  ],
});
