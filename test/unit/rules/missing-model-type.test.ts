import { missingModelType } from '../../../src/core/rules/missing-model-type';
import { testRule } from './testRule';

testRule(missingModelType, {
  accept: [
    '{"architectures":["LlavaForConditionalGeneration"],"model_type":"llava","text_config":{"model_type":"mistral"}}',
    // Not saved by transformers: a part of something else.
    '{"text_config":{"model_type":"gemma4_text"}}',

    '{"model_type":"llama","num_hidden_layers":2}',
    '{"model_type":"frobnicator"}',
    '{"name":"package"}',
    // A training framework's file shares some keys.
    { language: 'yaml', text: 'hidden_size: 64\nnum_attention_heads: 4\nnum_layers: 2\n' },
    '{"model_type":"gemma3","text_config":{"hidden_size":2560,"num_hidden_layers":34}}',
  ],
  reject: [
    {
      text: '{«"architectures"»:["Qwen3VLForConditionalGeneration"],"text_config":{"model_type":"qwen3_vl_text"}}',
      message: /does not look for one in text_config\. Add "model_type": "qwen3_vl"\.$/,
      fixed:
        '{"architectures":["Qwen3VLForConditionalGeneration"], "model_type": "qwen3_vl","text_config":{"model_type":"qwen3_vl_text"}}',
    },
    {
      text: '{«"architectures"»:["LlavaForConditionalGeneration"],"text_config":{"model_type":"mistral"}}',
      message: /Add it\.$/,
    },

    {
      text: '{«"architectures"»:["LlamaForCausalLM"],"hidden_size":64}',
      message: /^No model_type.*although architectures names LlamaForCausalLM\. Add "model_type": "llama"\.$/,
      fixed: '{"architectures":["LlamaForCausalLM"],"hidden_size":64, "model_type": "llama"}',
    },
    { text: '«{»"num_hidden_layers":2,"hidden_size":64}', message: /^No model_type.*nothing is estimated/ },
    {
      language: 'yaml',
      text: 'hidden_size: 64\n«architectures»:\n  - Qwen3NextForCausalLM\n',
      message: /Add "model_type": "qwen3_next"/,
      fixed: 'hidden_size: 64\narchitectures:\n  - Qwen3NextForCausalLM\nmodel_type: qwen3_next\n',
    },
  ],
});
