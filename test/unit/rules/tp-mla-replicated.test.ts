import { tpMlaReplicated } from '../../../src/core/rules/tp-mla-replicated';
import { testRule } from './testRule';

const deepseek = '{"model_type":"deepseek_v3","kv_lora_rank":512,"num_attention_heads":128}';

testRule(tpMlaReplicated, {
  scenario: { tensorParallel: 8 },
  accept: [
    { text: deepseek, scenario: {} },
    { text: deepseek, scenario: { tensorParallel: 1 } },
    { text: deepseek, scenario: { tensorParallel: 8, decodeContextParallel: 8 } },
    '{"model_type":"llama","num_attention_heads":32}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v3","kv_lora_rank":«512»}',
      message: /^A latent has no heads to share out: 8 GPUs \(tensor parallel\) keep all of it each\. /,
    },
    {
      scenario: { tensorParallel: 8, decodeContextParallel: 2 },
      text: '{"model_type":"deepseek_v3","kv_lora_rank":«512»}',
      message: /keep it 4 times/,
    },
  ],
});
