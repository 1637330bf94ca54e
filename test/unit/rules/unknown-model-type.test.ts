import { unknownModelType } from '../../../src/core/rules/unknown-model-type';
import { testRule } from './testRule';

testRule(unknownModelType, {
  accept: [
    '{"model_type":"llama"}',
    '{"name":"package","version":"1.0.0"}',
    '{"model_type":"qwen3_nxt","num_hidden_layers":4}',
    '{"num_hidden_layers":4,"hidden_size":64}',
  ],
  reject: [
    {
      text: '{"model_type":«"frobnicator9000"»}',
      message: /^"frobnicator9000" is not known to Layerwise: nothing is estimated/,
    },
    {
      text: '{"model_type":«"mistral_small"»,"hidden_size":64}',
      message: /Nearest known: mistral/,
      fixed: '{"model_type":"mistral","hidden_size":64}',
    },
    {
      text: '{"architectures":[«"FrobnicatorForCausalLM"»],"num_hidden_layers":2}',
      message: /^"FrobnicatorForCausalLM" is not known/,
    },
    { text: '{"model_type":«"frobnicator9000"», "hidden_size": ', message: /not known/ },
    {
      language: 'yaml',
      text: 'hidden_size: 64\nmodel_type: «frobnicator9000» # ours\n',
      message: /not known/,
    },
  ],
});
