import { architectureModelTypeMismatch } from '../../../src/core/rules/architecture-model-type-mismatch';
import { testRule } from './testRule';

testRule(architectureModelTypeMismatch, {
  accept: [
    '{"architectures":["LlamaForCausalLM"],"model_type":"llama"}',
    '{"architectures":["FrobnicatorForCausalLM"],"model_type":"llama"}',
    '{"architectures":["LlamaForCausalLMEagle3"],"model_type":"llama"}',
    '{"model_type":"llama"}',
    '{"architectures":["DeepseekV3ForCausalLM"],"model_type":"kimi_k2"}',
    '{"architectures":[],"model_type":"llama"}',
    '{"architectures":["LlavaForConditionalGeneration"],"model_type":"llava","text_config":{"model_type":"mistral"}}',
  ],
  reject: [
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
