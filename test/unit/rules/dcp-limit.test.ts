import { dcpLimit } from '../../../src/core/rules/dcp-limit';
import { testRule } from './testRule';

const llama = (heads: string): string =>
  `{"model_type":"llama","hidden_size":6144,"num_attention_heads":32,"num_key_value_heads":${heads}}`;
const deepseek = (heads: string): string => `{"model_type":"deepseek_v3","num_attention_heads":${heads}}`;

testRule(dcpLimit, {
  scenario: { tensorParallel: 8, decodeContextParallel: 2 },
  accept: [
    { text: llama('8'), scenario: {} },
    { text: llama('8'), scenario: { tensorParallel: 8, decodeContextParallel: 1 } },
    { text: llama('8'), scenario: { tensorParallel: 16, decodeContextParallel: 2 } },
    llama('4'),
    deepseek('128'),
    { text: deepseek('128'), scenario: { tensorParallel: 8, decodeContextParallel: 8 } },
  ],
  reject: [
    {
      text: llama('«8»'),
      message:
        /^2 GPUs can't share out the tokens .*\. With 8 key\/value heads on 8 GPUs \(tensor parallel\) tokens can be shared out by none of them\.$/,
    },
    {
      scenario: { tensorParallel: 16, decodeContextParallel: 4 },
      text: llama('«4»').replace('32', '24'),
      message: /shared out by 1 or 2 of them/,
    },
    {
      scenario: { decodeContextParallel: 2 },
      text: llama('«8»'),
      message: /on 1 GPU \(tensor parallel\)/,
    },
    {
      scenario: { tensorParallel: 8, decodeContextParallel: 3 },
      text: deepseek('«128»'),
      message: /With a latent on 8 GPUs .* by 1, 2, 4 or 8 of them/,
    },
  ],
});
