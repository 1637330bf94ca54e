import { mlaLatentLarge } from '../../../src/core/rules/mla-latent-large';
import { testRule } from './testRule';

testRule(mlaLatentLarge, {
  accept: [
    '{"model_type":"deepseek_v3","kv_lora_rank":512}',
    '{"model_type":"deepseek_v3","num_attention_heads":1,"qk_nope_head_dim":8,"qk_rope_head_dim":8,"v_head_dim":8}',
    // 15 + 8 for 24 numbers: just smaller.
    '{"model_type":"deepseek_v3","num_attention_heads":1,"kv_lora_rank":15,"qk_nope_head_dim":8,"qk_rope_head_dim":8,"v_head_dim":8}',
    '{"model_type":"llama","kv_lora_rank":100000}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v3","num_attention_heads":1,"kv_lora_rank":«16»,"qk_nope_head_dim":8,"qk_rope_head_dim":8,"v_head_dim":8}',
      message: /^A latent of 16 \+ 8 numbers per token and layer is no smaller than .* all 1 heads, 24: /,
    },
    {
      language: 'yaml',
      text: 'model_type: deepseek_v2\nnum_experts_per_tok: 2\nnum_attention_heads: 2\nkv_lora_rank: «1024»\n',
      message: /1,024 \+ 64 .* 2 heads, 640:/,
    },
  ],
});
