import { pageNotDivisible } from '../../../src/core/rules/page-not-divisible';
import { testRule } from './testRule';

const mixed = '{"model_type":"gemma4_text","num_hidden_layers":12,"head_dim":256,"global_head_dim":384}';

testRule(pageNotDivisible, {
  scenario: { engine: 'vllm' },
  accept: [
    { text: mixed, scenario: {} },
    { text: mixed, scenario: { engine: 'transformers' } },
    '{"model_type":"gemma4_text","num_hidden_layers":12,"head_dim":256,"global_head_dim":512}',
    '{"model_type":"gemma3_text","num_hidden_layers":12}',
    '{"model_type":"qwen3_next","num_hidden_layers":12}',
  ],
  reject: [
    {
      text: '{"model_type":"gemma4_text","num_hidden_layers":«12»,"head_dim":256,"global_head_dim":384}',
      message:
        /^A page of sliding-window attention fills 64\.0 KiB, which does not divide the largest page of 96\.0 KiB\. .* later versions lose 33 % of each such page\.$/,
    },
  ],
});
