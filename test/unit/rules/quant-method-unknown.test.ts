import { quantMethodUnknown } from '../../../src/core/rules/quant-method-unknown';
import { testRule } from './testRule';

testRule(quantMethodUnknown, {
  accept: [
    '{"model_type":"qwen3"}',
    '{"model_type":"qwen3","quantization_config":{"quant_method":"gptq"}}',
    '{"model_type":"qwen3","quantization_config":{"quant_method":"AWQ"}}',
    '{"model_type":"qwen3","quantization_config":{"bits":4}}',
    '{"model_type":"qwen3","quantization_config":null}',
    '{"model_type":"qwen3","quantization_config":{"quant_method":4}}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3","quantization_config":{"quant_method":«"awqq"»}}',
      message: /^No engine known here has a quantization method "awqq": .* Did you mean awq or/,
      fixed: '{"model_type":"qwen3","quantization_config":{"quant_method":"awq"}}',
    },
    {
      text: '{"model_type":"qwen3_5","quantization_config":{"quant_method":«"never-heard-of-it"»},"text_config":{"model_type":"qwen3_5_text"}}',
      message: /refuses to start\.$/,
    },
    {
      language: 'yaml',
      text: 'model_type: qwen3\nquantization_config:\n  quant_method: «compressed-tensor» # packed\n',
      message: /compressed-tensors/,
      fixed: 'model_type: qwen3\nquantization_config:\n  quant_method: compressed-tensors # packed\n',
    },
  ],
});
