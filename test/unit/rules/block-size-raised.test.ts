import { blockSizeRaised } from '../../../src/core/rules/block-size-raised';
import { testRule } from './testRule';

const next = '{"model_type":"qwen3_next","num_hidden_layers":4,"num_key_value_heads":2}';

testRule(blockSizeRaised, {
  scenario: { engine: 'vllm' },
  accept: [
    { text: next, scenario: {} },
    { text: next, scenario: { engine: 'transformers' } },
    '{"model_type":"qwen3","num_key_value_heads":8}',
    '{"model_type":"lfm2","num_key_value_heads":8}',
    '{"model_type":"mamba2"}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3_next","num_hidden_layers":4,"num_key_value_heads":«2»}',
      message:
        /^vLLM raises the block of attention from 16 to 544 tokens, so that its page holds a state of Gated DeltaNet \(1\.05 MiB\)\. /,
    },
    {
      scenario: { engine: 'vllm', cacheDtype: 'fp8' },
      text: '{"model_type":"qwen3_next","num_hidden_layers":4,"num_key_value_heads":«2»}',
      message: /from 16 to 1,072 tokens/,
    },
  ],
});
