import { cannotBeBuilt } from '../../../src/core/rules/cannot-be-built';
import { testRule } from './testRule';

testRule(cannotBeBuilt, {
  accept: [
    '{"model_type":"llama","hidden_size":64}',
    '{"model_type":"frobnicator"}',
    '{"model_type":"deepseek_v2","num_experts_per_tok":6}',
  ],
  reject: [
    {
      text: '«{»"model_type":"deepseek_v2"}',
      message: /^`num_experts_per_tok` is missing\. The model can't be built as written/,
    },
    {
      text: '{"model_type":"llama","hidden_size":«"x"»,"num_attention_heads":«0»',
      message: [/string "x"/, /is 0/],
    },
    {
      // Checked though no layer is of that kind.
      text: '{"model_type":"granitemoehybrid","num_hidden_layers":1,"layer_types":["full_attention"],"mamba_n_heads":128,"mamba_d_head":«32»}',
      message: /heads of 32 do not make up/,
    },
    {
      language: 'yaml',
      text: 'text_config:\n  model_type: deepseek_v2\nmodel_type: deepseek_v2\n'.replace(
        'text_config',
        '«text_config»',
      ),
      message: /is missing/,
    },
  ],
});
