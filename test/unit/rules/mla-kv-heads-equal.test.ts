import { mlaKvHeadsEqual } from '../../../src/core/rules/mla-kv-heads-equal';
import { testRule } from './testRule';

testRule(mlaKvHeadsEqual, {
  accept: [
    '{"model_type":"deepseek_v3","num_attention_heads":128,"num_key_value_heads":128}',
    '{"model_type":"deepseek_v3","num_attention_heads":128,"num_key_value_heads":100}',
    '{"model_type":"deepseek_v3","num_attention_heads":128}',
    '{"model_type":"llama","num_attention_heads":32,"num_key_value_heads":8}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v3","num_attention_heads":128,"num_key_value_heads":«8»}',
      message: /^8 key\/value heads for 128 heads: latent attention.*Set it to 128\.$/,
      fixed: '{"model_type":"deepseek_v3","num_attention_heads":128,"num_key_value_heads":128}',
    },
    {
      text: '{"num_key_value_heads": «1», "model_type": "kimi_linear", "num_',
      message: /^1 key\/value heads for 32/,
    },
    { text: '{"model_type":"deepseek_v2","num_key_value_heads":«0»}', message: /^0 key\/value heads for 32/ },
    {
      language: 'yaml',
      text: 'model_type: kimi_k2\nnum_attention_heads: 64\nnum_key_value_heads: «32» # half\n',
      message: /^32 key/,
      fixed: 'model_type: kimi_k2\nnum_attention_heads: 64\nnum_key_value_heads: 64 # half\n',
    },
  ],
});
