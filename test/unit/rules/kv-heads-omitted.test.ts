import { kvHeadsOmitted } from '../../../src/core/rules/kv-heads-omitted';
import { testRule } from './testRule';

testRule(kvHeadsOmitted, {
  accept: [
    '{"model_type":"llama","num_attention_heads":32}',
    '{"model_type":"mistral","num_attention_heads":32,"num_key_value_heads":8}',
    '{"model_type":"mistral","hidden_size":4096}',
    '{"model_type":"mistral","num_attention_heads":8}',
    '{"model_type":"gemma3","text_config":{"model_type":"gemma3_text","num_attention_heads":16}}',
    '{"model_type":"deepseek_v3","num_attention_heads":64}',
  ],
  reject: [
    {
      text: '{"model_type":"mistral","num_attention_heads":«32»,"hidden_size":4096}',
      message: /^`num_key_value_heads` is left out: Mistral takes 8, not the 32 query heads\. Write it\.$/,
      fixed: '{"model_type":"mistral","num_attention_heads":32, "num_key_value_heads": 8,"hidden_size":4096}',
    },
    {
      text: '{"num_attention_heads": «16», "model_type": "qwen3_next", "hidden',
      message: /takes 2, not the 16/,
    },
    {
      language: 'yaml',
      text: 'model_type: jamba\nnum_attention_heads: «32»\nhidden_size: 4096\n',
      message: /Jamba takes 8/,
      fix: /: 32$/,
      fixed: 'model_type: jamba\nnum_attention_heads: 32\nnum_key_value_heads: 32\nhidden_size: 4096\n',
    },
  ],
});
