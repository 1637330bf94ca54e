import { ropeTypeUnknown } from '../../../src/core/rules/rope-type-unknown';
import { testRule } from './testRule';

testRule(ropeTypeUnknown, {
  accept: [
    '{"model_type":"nemotron-nas","rope_scaling":{"rope_type":"own"}}',
    '{"model_type":"gemma4_text","rope_parameters":{"full_attention":{"rope_type":"proportional"},"sliding_attention":{"rope_type":"default"}}}',

    '{"model_type":"llama","rope_parameters":{"rope_type":"default","rope_theta":10000}}',
    '{"model_type":"llama","rope_scaling":{"type":"yarn","factor":4}}',
    '{"model_type":"llama","rope_scaling":null}',
    '{"model_type":"llama","rope_scaling":"foo"}',
    // Renamed by the class.
    '{"model_type":"qwen2_vl","rope_scaling":{"type":"mrope","mrope_section":[16,24,24]}}',
    '{"model_type":"phi3","rope_scaling":{"type":"su"}}',
    '{"architectures":["LlamaForCausalLMEagle3"],"model_type":"llama","rope_scaling":{"type":"mrope","mrope_section":[16,24,24]}}',
    // No rotary positions, code of its own, or a class that does not look there.
    '{"model_type":"mamba2","rope_parameters":{"rope_type":"foo"}}',
    '{"model_type":"granitemoehybrid","rope_parameters":{"rope_type":"foo"}}',
    '{"model_type":"gemma3_text","rope_parameters":{"rope_type":"foo"}}',
    '{"model_type":"gemma3_text","rope_scaling":{"type":"foo"}}',
    // A layer type that the model does not have.
    '{"model_type":"gemma3_text","num_hidden_layers":2,"rope_parameters":{"full_attention":{"rope_type":"foo"}}}',
    // Remote code.
    '{"model_type":"llada","rope_scaling":{"type":"foo"}}',
  ],
  reject: [
    {
      text: '{"model_type":"gemma4_text","num_hidden_layers":6,"rope_parameters":{"full_attention":{"rope_type":«"proportionalx"»}}}',
      message: /^"proportionalx"/,
    },
    {
      text: '{"model_type":"kimi_k2","rope_scaling":{"type":«"yarnx"»,"factor":4}}',
      message: /^"yarnx"/,
      fixed: '{"model_type":"kimi_k2","rope_scaling":{"type":"yarn","factor":4}}',
    },
    {
      text: '{"model_type":"phi4mm","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":2,"vocab_size":64,"rope_scaling":{"type":«"longropex"»}}',
      message: /^"longropex"/,
    },

    {
      text: '{"model_type":"llama","rope_parameters":{"factor":4,"rope_type":«"yran"»}}',
      message: /^"yran" is no variant of RoPE.*KeyError: 'yran'/,
      fixed: '{"model_type":"llama","rope_parameters":{"factor":4,"rope_type":"yarn"}}',
    },
    { text: '{"model_type":"llama","rope_scaling":{"type":«"su"»,"factor":4', message: /"su"/ },
    { text: '{"model_type":"llama","rope_scaling":{"type":«"mrope"»}}', message: /"mrope"/ },
    {
      text: '{"model_type":"gemma3_text","rope_parameters":{"full_attention":{"rope_type":«"foo"»},"sliding_attention":{"rope_type":"default"}}}',
      message: /"foo"/,
    },
    {
      language: 'yaml',
      text: 'model_type: qwen3\nrope_scaling:\n  rope_type: «lineer» # x\n  factor: 2\n',
      message: /"lineer"/,
      fixed: 'model_type: qwen3\nrope_scaling:\n  rope_type: linear # x\n  factor: 2\n',
    },
  ],
});
