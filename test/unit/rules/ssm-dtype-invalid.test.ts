import { ssmDtypeInvalid } from '../../../src/core/rules/ssm-dtype-invalid';
import { testRule } from './testRule';

testRule(ssmDtypeInvalid, {
  accept: [
    '{"model_type":"qwen3_5_text","mamba_ssm_dtype":"bfloat16"}',
    '{"model_type":"qwen3_5_text","mamba_ssm_dtype":null}',
    '{"model_type":"nemotron_h","hybrid_override_pattern":"M*","mamba_ssm_cache_dtype":"auto"}',
    '{"model_type":"qwen3_5_text"}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3_5_text","mamba_ssm_dtype":«"fp16"»}',
      message: /^"fp16" is no dtype of a recurrent state: SGLang .* Known are float32, bfloat16, float16\.$/,
      fixed: '{"model_type":"qwen3_5_text","mamba_ssm_dtype":"float16"}',
    },
    {
      text: '{"model_type":"nemotron_h","hybrid_override_pattern":"M*","mamba_ssm_cache_dtype":«"fp8"»}',
      message: /^"fp8" .* Known are .*, auto\.$/,
      fixed: '{"model_type":"nemotron_h","hybrid_override_pattern":"M*","mamba_ssm_cache_dtype":"float32"}',
    },
    {
      language: 'yaml',
      text: 'model_type: qwen3_next\nmamba_ssm_dtype: «auto»\n',
      message: /^"auto"/,
      fixed: 'model_type: qwen3_next\nmamba_ssm_dtype: float32\n',
    },
  ],
});
