import { kvDoesNotFit } from '../../../src/core/rules/kv-does-not-fit';
import { testRule } from './testRule';

const gib = 1024 ** 3;
const llama = (maximum: string): string =>
  `{"model_type":"llama","hidden_size":4096,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":8,"max_position_embeddings":${maximum}}`;

testRule(kvDoesNotFit, {
  // 128 KiB per token: 16 GiB at 131,072 tokens.
  scenario: { budgetBytes: 8 * gib },
  accept: [
    { text: llama('131072'), scenario: {} },
    { text: llama('131072'), scenario: { budgetBytes: undefined, contextTokens: 131_072 } },
    { text: llama('131072'), scenario: { budgetBytes: 16 * gib } },
    { text: llama('131072'), scenario: { budgetBytes: 8 * gib, contextTokens: 65_536 } },
    { text: llama('131072'), scenario: { budgetBytes: 8 * gib, tensorParallel: 2 } },
    { text: llama('131072'), scenario: { budgetBytes: 8 * gib, cacheDtype: 'fp8' } },
    // A part of the layers, or of the tokens, is not estimated.
    { text: llama('131072'), scenario: { budgetBytes: 8 * gib, pipelineParallel: 2 } },
    {
      text: llama('131072'),
      scenario: { budgetBytes: 8 * gib, tensorParallel: 16, decodeContextParallel: 2 },
    },
    // One sequence is what is asked for, whatever the batch.
    { text: llama('65536'), scenario: { budgetBytes: 8 * gib, batch: 100 } },
    llama('65536'),
    // Nothing is estimated of a model that can't be built.
    llama('131072').replace('"hidden_size":4096', '"hidden_size":"4096"'),
  ],
  reject: [
    {
      text: llama('«131072»'),
      message:
        /^One sequence of 131,072 tokens takes 16\.0 GiB of cache, where there are 8\.00 GiB: .*\. 65,536 tokens are the most that fit\.$/,
    },
    {
      scenario: { budgetBytes: 8 * gib, contextTokens: 'maximum' },
      text: llama('«131072»'),
      message: /131,072 tokens/,
    },
    {
      scenario: { budgetBytes: 8 * gib, contextTokens: 70_000 },
      text: llama('«131072»'),
      message: /^One sequence of 70,000 tokens takes 8\.54 GiB/,
    },
    {
      scenario: { budgetBytes: 100_000 },
      text: llama('«131072»'),
      message: /Not even one token fits\.$/,
    },
  ],
});
