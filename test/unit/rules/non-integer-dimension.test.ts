import { nonIntegerDimension } from '../../../src/core/rules/non-integer-dimension';
import { testRule } from './testRule';

testRule(nonIntegerDimension, {
  accept: [
    // No field of the class: it takes what comes.
    '{"model_type":"lfm2","conv_dim_out":null}',
    '{"model_type":"llama","hidden_size":4096}',
    '{"model_type":"llama","num_key_value_heads":null}',
    // NeMo's resolver.
    {
      language: 'yaml',
      text: 'model:\n  mcore_gpt: true\n  num_layers: 2\n  hidden_size: 64\n  num_attention_heads: 4\n  ffn_hidden_size: ${multiply:4, ${.hidden_size}}\n',
    },
  ],
  reject: [
    {
      text: '{"model_type":"llama","hidden_size":«"4096"»}',
      message: /^`hidden_size` is the string "4096"; a whole number is needed\./,
      fixed: '{"model_type":"llama","hidden_size":4096}',
    },
    {
      text: '{"model_type":"llama","hidden_size":«4096.0»,"num_attention_heads":«true»}',
      message: [/is 4096\.0/, /is true/],
    },
    // Fields that no layer depends on are checked by the class all the same.
    {
      text: '{"model_type":"deepseek_v3","n_group":«"8"»,"pad_token_id":«2.5»,"topk_group":4}',
      message: [/^`n_group` is the string "8"/, /^`pad_token_id` is 2\.5/],
    },
    {
      language: 'yaml',
      text: 'model_type: llama\nhidden_size: «"4096"» # wide\n',
      message: /is the string "4096"/,
      fixed: 'model_type: llama\nhidden_size: 4096 # wide\n',
    },
    {
      text: '{"model_type":"mamba2","time_step_limit":[0.0,«{»"__float__":"plenty"}]}',
      message: /Entry 1 of `time_step_limit` is an object/,
    },
  ],
});
