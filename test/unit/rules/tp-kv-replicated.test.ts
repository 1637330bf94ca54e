import { tpKvReplicated } from '../../../src/core/rules/tp-kv-replicated';
import { testRule } from './testRule';

const llama = (heads: string): string =>
  `{"model_type":"llama","hidden_size":4096,"num_attention_heads":32,"num_key_value_heads":${heads}}`;

testRule(tpKvReplicated, {
  scenario: { tensorParallel: 16 },
  accept: [
    llama('16'),
    { text: llama('8'), scenario: {} },
    { text: llama('8'), scenario: { tensorParallel: 8 } },
    { text: llama('8'), scenario: { tensorParallel: 16, decodeContextParallel: 2 } },
    // What can't be served at all is told elsewhere.
    { text: llama('8'), scenario: { tensorParallel: 12 } },
    '{"model_type":"deepseek_v3","num_attention_heads":128,"num_key_value_heads":128}',
  ],
  reject: [
    {
      text: llama('«8»'),
      message:
        /^8 key\/value heads are kept 2 times by 16 GPUs \(tensor parallel\): each keeps as much as one of 8 would\. .*--dcp/,
    },
    { text: llama('«1»'), message: /^The one key\/value head is kept 16 times by 16 GPUs/ },
    {
      scenario: { tensorParallel: 32, decodeContextParallel: 2 },
      text: llama('«8»'),
      message: /kept 2 times by 32 GPUs/,
    },
  ],
});
