import { torchDtypeDeprecated } from '../../../src/core/rules/torch-dtype-deprecated';
import { testRule } from './testRule';

testRule(torchDtypeDeprecated, {
  accept: [
    '{"model_type":"llama","dtype":"bfloat16"}',
    '{"model_type":"llama","dtype":"bfloat16","torch_dtype":"float16"}',
    '{"model_type":"llama"}',
  ],
  reject: [
    {
      text: '{"model_type":"llama",«"torch_dtype"»:"bfloat16"}',
      message: /^`torch_dtype` is the old name of `dtype`/,
      fixed: '{"model_type":"llama","dtype":"bfloat16"}',
    },
    {
      text: '{«"torch_dtype"»:"bfloat16","model_type":"gemma3","text_config":{«"torch_dtype"»:"bfloat16"',
      message: /old name/,
    },
    {
      language: 'yaml',
      text: 'model_type: llama\n«torch_dtype»: bfloat16 # half\n',
      message: /old name/,
      fixed: 'model_type: llama\ndtype: bfloat16 # half\n',
    },
  ],
});
