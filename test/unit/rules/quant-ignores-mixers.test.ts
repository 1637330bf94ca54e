import { quantIgnoresMixers } from '../../../src/core/rules/quant-ignores-mixers';
import { testRule } from './testRule';

testRule(quantIgnoresMixers, {
  accept: [
    '{"model_type":"qwen3_next"}',
    '{"model_type":"qwen3_next","quantization_config":{"quant_method":"awq","bits":4,"modules_to_not_convert":["linear_attn"]}}',
    '{"model_type":"qwen3_next","quantization_config":{"quant_method":"fp8","weight_block_size":[128,128]}}',
    // Kimi's linear layers are called self_attn, too.
    '{"model_type":"kimi_linear","quantization_config":{"quant_method":"awq","bits":4,"modules_to_not_convert":["re:.*self_attn.*"]}}',
    '{"model_type":"qwen3","quantization_config":{"quant_method":"awq","bits":4}}',
    // No hybrid: whoever quantizes pure Mamba means its projections.
    '{"model_type":"mamba2","quantization_config":{"quant_method":"gptq","bits":4}}',
    '{"model_type":"qwen3_next","quantization_config":{"quant_method":"never-heard-of","bits":4}}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3_next","quantization_config":{"quant_method":"awq","bits":4,«"modules_to_not_convert"»:["lm_head"]}}',
      message: /^Nothing keeps the projections of Gated DeltaNet out of the quantization to 4 bits/,
    },
    {
      text: '{"model_type":"nemotron_h","hybrid_override_pattern":"M*","quantization_config":{"quant_algo":"NVFP4",«"ignore"»:["lm_head"]}}',
      message: /Mamba-2/,
    },
    {
      language: 'yaml',
      text: 'model_type: qwen3_next\n«quantization_config»:\n  quant_method: gptq\n  bits: 4\n',
      message: /4 bits/,
    },
  ],
});
