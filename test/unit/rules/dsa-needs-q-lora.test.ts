import { dsaNeedsQLora } from '../../../src/core/rules/dsa-needs-q-lora';
import { testRule } from './testRule';

testRule(dsaNeedsQLora, {
  accept: [
    '{"model_type":"deepseek_v32","q_lora_rank":1536}',
    '{"model_type":"deepseek_v32"}',
    '{"model_type":"deepseek_v3","q_lora_rank":null}',
    '{"model_type":"deepseek_v32","q_lora_rank":"1536"}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v32","q_lora_rank":«null»}',
      message: /^`q_lora_rank` is null, .*refuses to load this\. The default of DeepSeek-V3.2 is 1536\.$/,
      fixed: '{"model_type":"deepseek_v32","q_lora_rank":1536}',
    },
    {
      language: 'yaml',
      text: 'model_type: glm_moe_dsa\nq_lora_rank: «~»\nnum_hidden_layers: 2\n',
      message: /GLM-5 is 2048/,
      fixed: 'model_type: glm_moe_dsa\nq_lora_rank: 2048\nnum_hidden_layers: 2\n',
    },
    { text: '{"q_lora_rank": «null», "model_type": "glm5_next_text"', message: /1536/ },
  ],
});
