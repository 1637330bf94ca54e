import { missingRequiredDimension } from '../../../src/core/rules/missing-required-dimension';
import { testRule } from './testRule';

testRule(missingRequiredDimension, {
  accept: [
    '{"model_type":"llama","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4}',
    '{"model_type":"llama"}',
    '{"model_type":"llama","vocab_size":100}',
    '{"model_type":"gemma3","text_config":{"model_type":"gemma3_text","hidden_size":2560,"num_hidden_layers":34}}',
    '{"model_type":"llama","hidden_size":64,"num_hidden_layers":null,"num_attention_heads":4}',
  ],
  reject: [
    {
      text: '{"model_type":«"llama"»,"hidden_size":64,"num_attention_heads":4}',
      message: /^`num_hidden_layers` is left out: transformers silently takes 32, the default of Llama/,
      fixed: '{"model_type":"llama","hidden_size":64,"num_attention_heads":4, "num_hidden_layers": 32}',
    },
    {
      text: '{"hidden_size":2048,"model_type":«"qwen3_next"»',
      message:
        /^`num_hidden_layers` and `num_attention_heads` are left out: transformers silently takes 48 and 16/,
    },
    {
      language: 'yaml',
      text: 'model_type: «llama»\nnum_hidden_layers: 2\nnum_attention_heads: 32\n',
      message: /^`hidden_size` is left out.*4,096/,
      fixed: 'model_type: llama\nnum_hidden_layers: 2\nnum_attention_heads: 32\nhidden_size: 4096\n',
    },
  ],
});
