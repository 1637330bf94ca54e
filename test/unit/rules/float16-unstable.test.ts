import { float16Unstable } from '../../../src/core/rules/float16-unstable';
import { testRule } from './testRule';

testRule(float16Unstable, {
  accept: [
    '{"model_type":"gemma2","dtype":"bfloat16"}',
    '{"model_type":"llama","dtype":"float16"}',
    '{"model_type":"gemma2","dtype":"bfloat16","torch_dtype":"float16"}',
  ],
  reject: [
    {
      text: '{"model_type":"gemma2","dtype":«"float16"»}',
      message: /^Gemma 2 overflows in float16, and vLLM refuses it/,
      fixed: '{"model_type":"gemma2","dtype":"bfloat16"}',
    },
    { text: '{"model_type":"gemma3","text_config":{"torch_dtype":«"float16"»', message: /^Gemma 3/ },
    {
      language: 'yaml',
      text: 'model_type: gemma3_text\ntorch_dtype: «float16» # half\n',
      message: /overflows/,
      fixed: 'model_type: gemma3_text\ntorch_dtype: bfloat16 # half\n',
    },
  ],
});
