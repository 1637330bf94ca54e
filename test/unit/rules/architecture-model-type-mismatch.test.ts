import { architectureModelTypeMismatch } from '../../../src/core/rules/architecture-model-type-mismatch';
import { testRule } from './testRule';

testRule(architectureModelTypeMismatch, {
  accept: [
    '{"architectures":["Qwen3VLForConditionalGeneration"],"model_type":"qwen3_vl","text_config":{"model_type":"qwen3_vl_text"}}',
    '{"architectures":["LlavaForConditionalGeneration"],"model_type":"llava","text_config":{"model_type":"mistral"}}',
    '{"architectures":["KimiK25ForConditionalGeneration"],"model_type":"kimi_k25","text_config":{"model_type":"deepseek_v3"}}',

    '{"architectures":["LlamaForCausalLM"],"model_type":"llama"}',
    '{"architectures":["FrobnicatorForCausalLM"],"model_type":"llama"}',
    '{"architectures":["LlamaForCausalLMEagle3"],"model_type":"llama"}',
    '{"architectures":["LlamaForCausalLMEagle3"],"model_type":"phi3"}',
    '{"model_type":"llama"}',
    '{"architectures":["DeepseekV3ForCausalLM"],"model_type":"kimi_k2"}',
    '{"architectures":[],"model_type":"llama"}',
    '{"architectures":["LlavaForConditionalGeneration"],"model_type":"llava","text_config":{"model_type":"mistral"}}',
  ],
  reject: [
    {
      text: '{"architectures":["MixtralForCausalLM"],"model_type":«"qwen3_vl"»,"text_config":{"model_type":"qwen3_vl_text"}}',
      message: /^model_type says "qwen3_vl", architectures says MixtralForCausalLM/,
    },

    {
      text: '{"architectures":["Qwen3NextForCausalLM"],"model_type":«"llama"»}',
      message: /^model_type says "llama", architectures says Qwen3NextForCausalLM/,
      fixed: '{"architectures":["Qwen3NextForCausalLM"],"model_type":"qwen3_next"}',
    },
    {
      text: '{"model_type": «"qwen3_next"», "hidden_size": 64, "architectures": ["LlamaForCausalLM"',
      message: /architectures says LlamaForCausalLM/,
    },
    {
      language: 'yaml',
      text: 'model_type: «llama»\narchitectures: [Qwen3NextForCausalLM]\n',
      message: /architectures says Qwen3NextForCausalLM/,
      fixed: 'model_type: qwen3_next\narchitectures: [Qwen3NextForCausalLM]\n',
    },
  ],
});
