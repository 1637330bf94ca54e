import { mlaMissingRank } from '../../../src/core/rules/mla-missing-rank';
import { testRule } from './testRule';

testRule(mlaMissingRank, {
  accept: [
    '{"model_type":"deepseek_v3","kv_lora_rank":512}',
    '{"model_type":"deepseek_v3","qk_rope_head_dim":64}',
    '{"model_type":"deepseek_v3","kv_lora_rank":"512"}',
    '{"model_type":"qwen3","kv_lora_rank":null}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v3","kv_lora_rank":«null»,"q_lora_rank":null}',
      message:
        /^`kv_lora_rank` is null, and DeepSeek-V3 keeps .*refuses to load this\. Its default is 512\.$/,
      fixed: '{"model_type":"deepseek_v3","kv_lora_rank":512,"q_lora_rank":null}',
    },
    {
      language: 'yaml',
      text: 'model_type: minicpm3\nnum_hidden_layers: 2\nkv_lora_rank: «null»\n',
      message: /default is 256/,
      fixed: 'model_type: minicpm3\nnum_hidden_layers: 2\nkv_lora_rank: 256\n',
    },
    {
      text: '{"kv_lora_rank": «null», "model_type": "glm_moe_dsa", "num',
      message: /GLM-5/,
    },
  ],
});
