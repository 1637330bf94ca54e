import { mlaLitgptGqa } from '../../../src/core/rules/mla-litgpt-gqa';
import { testRule } from './testRule';

const yaml = (lines: string) => `n_embd: 64\nn_head: 4\nn_layer: 4\npadded_vocab_size: 128\n${lines}\n`;
const accepted = (lines: string) => ({ text: yaml(lines), language: 'yaml' as const });

const latent =
  'latent_attention: { q_lora_rank: 32, kv_lora_rank: 16, qk_rope_head_dim: 8, qk_nope_head_dim: 8, v_head_dim: 16 }';

testRule(mlaLitgptGqa, {
  accept: [
    accepted(latent),
    accepted(`${latent}\nn_query_groups: 4`),
    accepted('n_query_groups: 2'),
    accepted('latent_attention: null\nn_query_groups: 2'),
  ],
  reject: [
    {
      language: 'yaml',
      text: yaml(`${latent}\nn_query_groups: «1»`),
      message: /^Latent attention of 4 heads in 1 groups: LitGPT refuses the config/,
      fixed: yaml(`${latent}\nn_query_groups: 4`),
    },
  ],
});
