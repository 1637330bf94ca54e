import { dtypeUnknown } from '../../../src/core/rules/dtype-unknown';
import { testRule } from './testRule';

testRule(dtypeUnknown, {
  accept: [
    '{"model_type":"llama"}',
    '{"model_type":"llama","dtype":null}',
    '{"model_type":"llama","dtype":"bfloat16","torch_dtype":"half"}',
    '{"model_type":"llama","dtype":"float8_e4m3fn"}',
    '{"model_type":"gemma3","dtype":"bfloat16","text_config":{"model_type":"gemma3_text","dtype":"float32"}}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","dtype":«"bfloat61"»}',
      message: /^torch has no dtype "bfloat61": loading fails .* Write "bfloat16"\.$/,
      fixed: '{"model_type":"llama","dtype":"bfloat16"}',
    },
    {
      text: '{"model_type":"llama","torch_dtype":«"torch.float16"»}',
      message: /no attribute 'torch\.float16'/,
      fixed: '{"model_type":"llama","torch_dtype":"float16"}',
    },
    {
      text: '{"model_type":"llama","torch_dtype":«"bf16"»,"dtype":«"BFloat16"»}',
      message: [/"bf16"/, /"BFloat16"/],
      fixed: '{"model_type":"llama","torch_dtype":"bfloat16","dtype":"BFloat16"}',
    },
    {
      text: '{"model_type":"gemma3","text_config":{"model_type":"gemma3_text","dtype":«"fp16"»}}',
      message: /"fp16"/,
      fixed: '{"model_type":"gemma3","text_config":{"model_type":"gemma3_text","dtype":"float16"}}',
    },
    { text: '{"model_type":"llama","dtype":«"int8"»}', message: /^"int8" is no dtype of floating point/ },
    { text: '{"model_type": "llama", "dtype": «"auto"»', message: /no dtype "auto"/ },
    {
      language: 'yaml',
      text: 'model_type: llama\nnum_hidden_layers: 2\ndtype: «bfloat1» # as trained\n',
      message: /"bfloat1"/,
      fixed: 'model_type: llama\nnum_hidden_layers: 2\ndtype: bfloat16 # as trained\n',
    },
  ],
});
