import { dtypeConflict } from '../../../src/core/rules/dtype-conflict';
import { testRule } from './testRule';

testRule(dtypeConflict, {
  accept: [
    '{"model_type":"llama","dtype":"bfloat16","torch_dtype":"bfloat16"}',
    '{"model_type":"llama","torch_dtype":"float16"}',
    '{"model_type":"llama","dtype":null,"torch_dtype":"float16"}',
    '{"model_type":"gemma3","torch_dtype":"float16","text_config":{"dtype":"bfloat16"}}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","dtype":"bfloat16","torch_dtype":«"float32"»}',
      message: /^`torch_dtype` is the string "float32" and `dtype` the string "bfloat16"/,
      fixed: '{"model_type":"llama","dtype":"bfloat16"}',
    },
    {
      text: '{"model_type":"gemma3","text_config":{"torch_dtype":«"float16"»,"dtype":"bfloat16"',
      message: /float16/,
    },
    {
      language: 'yaml',
      text: 'model_type: llama\ntorch_dtype: «float32»\ndtype: bfloat16\n',
      message: /float32/,
      fixed: 'model_type: llama\ndtype: bfloat16\n',
    },
  ],
});
