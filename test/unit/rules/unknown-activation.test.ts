import { unknownActivation } from '../../../src/core/rules/unknown-activation';
import { testRule } from './testRule';

testRule(unknownActivation, {
  accept: [
    '{"model_type":"kimi_linear","hidden_act":"situ","auto_map":{"AutoConfig":"a.B"}}',
    '{"model_type":"deepseek_v3","hidden_act":"brandnew","auto_map":{"AutoConfig":"a.B"}}',

    '{"model_type":"llama","hidden_act":"silu"}',
    '{"model_type":"llama"}',
    '{"model_type":"gpt_oss","hidden_act":"swiglu"}',
    '{"model_type":"gemma2","hidden_act":"swiglu","hidden_activation":"gelu_pytorch_tanh"}',
    '{"model_type":"llama","hidden_act":"situ","auto_map":{"AutoConfig":"configuration_x.X"}}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v3","hidden_act":«"silux"»,"auto_map":{"AutoConfig":"a.B"}}',
      message: /^"silux" is no activation/,
      fixed: '{"model_type":"deepseek_v3","hidden_act":"silu","auto_map":{"AutoConfig":"a.B"}}',
    },

    {
      text: '{"model_type":"llama","hidden_act":«"swiglu"»}',
      message: /^"swiglu" is no activation of transformers.*KeyError.*"silu"\.$/,
      fixed: '{"model_type":"llama","hidden_act":"silu"}',
    },
    {
      text: '{"hidden_activation": «"gelu_tanh"», "model_type": "gemma2"',
      message: /^"gelu_tanh" is no activation/,
    },
    {
      text: '{"model_type":"qwen3_next","hidden_act":«"sillu"»,"hidden_size":64}',
      message: /"silu"/,
      fixed: '{"model_type":"qwen3_next","hidden_act":"silu","hidden_size":64}',
    },
    {
      language: 'yaml',
      text: 'model_type: llama\nhidden_act: «geglu» # gated\n',
      message: /"gelu"/,
      fixed: 'model_type: llama\nhidden_act: gelu # gated\n',
    },
  ],
});
