import { groupPaddingWaste } from '../../../src/core/rules/group-padding-waste';
import { testRule } from './testRule';

const gemma = '{"model_type":"gemma3_text","num_hidden_layers":62}';

testRule(groupPaddingWaste, {
  scenario: { engine: 'vllm' },
  accept: [
    { text: gemma, scenario: {} },
    { text: gemma, scenario: { engine: 'transformers' } },
    '{"model_type":"gemma3_text","num_hidden_layers":60}',
    '{"model_type":"llama","num_hidden_layers":31}',
    '{"model_type":"qwen3_next","num_hidden_layers":48}',
  ],
  reject: [
    {
      text: '{"model_type":"gemma3_text","num_hidden_layers":«62»}',
      message:
        /^vLLM keeps caches in groups of 10 layers that keep the same: 52 layers of sliding-window attention are padded by 8 \(15 %\)\. /,
    },
  ],
});
