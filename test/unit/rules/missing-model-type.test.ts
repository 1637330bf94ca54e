import { missingModelType } from '../../../src/core/rules/missing-model-type';
import { testRule } from './testRule';

testRule(missingModelType, {
  accept: [
    '{"model_type":"llama","num_hidden_layers":2}',
    '{"model_type":"frobnicator"}',
    '{"name":"package"}',
    // A training framework's file shares some keys.
    { language: 'yaml', text: 'hidden_size: 64\nnum_attention_heads: 4\nnum_layers: 2\n' },
    '{"model_type":"gemma3","text_config":{"hidden_size":2560,"num_hidden_layers":34}}',
  ],
  reject: [
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
