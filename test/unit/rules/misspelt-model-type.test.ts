import { misspeltModelType } from '../../../src/core/rules/misspelt-model-type';
import { testRule } from './testRule';

testRule(misspeltModelType, {
  accept: [
    '{"model_type":"qwen3_vl","text_config":{"model_type":"qwen3_vl_text"}}',
    // A whole that nobody knows, unlike anything.
    '{"model_type":"acme_vl","text_config":{"model_type":"llama"}}',

    '{"model_type":"qwen3_next"}',
    '{"model_type":"qwen9_next"}',
    '{"model_type":"frobnicator"}',
    '{"model_type":"gemma3n_text"}',
    '{"model_type":"samba"}',
    '{"architectures":["Lama"],"num_hidden_layers":2}',
  ],
  reject: [
    {
      text: '{"model_type":«"llva"»,"text_config":{"model_type":"mistral"}}',
      message: /^"llva" is no model type: .*"llava"/,
      fixed: '{"model_type":"llava","text_config":{"model_type":"mistral"}}',
    },
    {
      // Other digits, but the part says what the whole is.
      text: '{"model_type":«"qwen_vl"»,"text_config":{"model_type":"qwen3_vl_text"}}',
      message: /"qwen3_vl"/,
      fixed: '{"model_type":"qwen3_vl","text_config":{"model_type":"qwen3_vl_text"}}',
    },

    {
      text: '{"num_hidden_layers":4,"model_type":«"qwen3_nxt"»}',
      message: /^"qwen3_nxt" is no model type.*resembles "qwen3_next"/,
      fixed: '{"num_hidden_layers":4,"model_type":"qwen3_next"}',
    },
    {
      text: '{"model_type":«"Qwen3-Next"»}',
      message: /resembles "qwen3_next"/,
      fixed: '{"model_type":"qwen3_next"}',
    },
    { text: '{"model_type":«"mistrall"», "hidden_size"', message: /resembles "mistral"/ },
    {
      language: 'yaml',
      text: 'model_type: «lama» # small\n',
      message: /resembles "llama"/,
      fixed: 'model_type: llama # small\n',
    },
  ],
});
