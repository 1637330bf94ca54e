import { ppUneven } from '../../../src/core/rules/pp-uneven';
import { testRule } from './testRule';

testRule(ppUneven, {
  scenario: { pipelineParallel: 4 },
  accept: [
    { text: '{"model_type":"llama","num_hidden_layers":34}', scenario: {} },
    { text: '{"model_type":"llama","num_hidden_layers":34}', scenario: { pipelineParallel: 2 } },
    '{"model_type":"llama","num_hidden_layers":32}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","num_hidden_layers":«34»}',
      message:
        /^34 layers in 4 stages \(pipeline parallel\) make stages of 8 and 9, .* 2 stages would be even\.$/,
    },
    {
      text: '{"model_type":"deepseek_v3","num_hidden_layers":«61»}',
      message: /make stages of 15 and 16.* 61 stages would be even/,
    },
    {
      text: '{"model_type":"llama","num_hidden_layers":«3»}',
      message: /leave some stage without a layer/,
    },
  ],
});
