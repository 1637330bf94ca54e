import { mlaKvHeadsMeaningless } from '../../../src/core/rules/mla-kv-heads-meaningless';
import { testRule } from './testRule';

testRule(mlaKvHeadsMeaningless, {
  accept: [
    '{"model_type":"deepseek_v3","num_attention_heads":128,"num_key_value_heads":128}',
    '{"model_type":"deepseek_v3","num_attention_heads":128,"num_key_value_heads":8}',
    '{"model_type":"deepseek_v3","num_attention_heads":128,"num_key_value_heads":null}',
    '{"model_type":"llama","num_attention_heads":32,"num_key_value_heads":8}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v3","num_attention_heads":128,"num_key_value_heads":«256»}',
      message: /^256 key\/value heads have no effect on latent attention/,
      fixed: '{"model_type":"deepseek_v3","num_attention_heads":128,"num_key_value_heads":128}',
    },
    {
      text: '{"num_key_value_heads": «100», "model_type": "kimi_k2", "num_attention_heads": 128',
      message: /^100/,
    },
    {
      language: 'yaml',
      text: 'model_type: kimi_linear\nnum_key_value_heads: «20»\n',
      message: /Set it to 32/,
      fixed: 'model_type: kimi_linear\nnum_key_value_heads: 32\n',
    },
  ],
});
