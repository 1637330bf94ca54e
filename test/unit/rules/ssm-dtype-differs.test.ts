import { ssmDtypeDiffers } from '../../../src/core/rules/ssm-dtype-differs';
import { testRule } from './testRule';

testRule(ssmDtypeDiffers, {
  accept: [
    '{"model_type":"qwen3_5_text","dtype":"bfloat16","mamba_ssm_dtype":"float32"}',
    '{"model_type":"qwen3_5_text","dtype":"bfloat16","mamba_ssm_dtype":null}',
    '{"model_type":"qwen3_5_text","dtype":"float32"}',
    '{"model_type":"qwen3_5_text"}',
    // vLLM does not read the key there, or has float32 by itself.
    '{"model_type":"qwen3_next","dtype":"bfloat16"}',
    '{"model_type":"nemotron_h","hybrid_override_pattern":"M*","dtype":"bfloat16"}',
    '{"model_type":"qwen3_5_text","dtype":"bfloat16","num_hidden_layers":1,"layer_types":["full_attention"]}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3_5_text","num_hidden_layers":4,"dtype":«"bfloat16"»}',
      message:
        /^vLLM keeps the recurrent state in this bfloat16, .* float32: 3\.00 MiB or 6\.00 MiB per sequence\./,
      fixed:
        '{"model_type":"qwen3_5_text","num_hidden_layers":4,"dtype":"bfloat16", "mamba_ssm_dtype": "float32"}',
    },
    {
      text: '{"model_type":"qwen3_5_moe","torch_dtype":"bfloat16","text_config":{"model_type":"qwen3_5_moe_text","torch_dtype":«"float16"»,"num_hidden_layers":4}}',
      message: /this float16/,
    },
    {
      language: 'yaml',
      text: 'model_type: qwen3_5_text\ndtype: «bfloat16»\nnum_hidden_layers: 4\n',
      message: /bfloat16/,
      fixed: 'model_type: qwen3_5_text\ndtype: bfloat16\nnum_hidden_layers: 4\nmamba_ssm_dtype: float32\n',
    },
  ],
});
