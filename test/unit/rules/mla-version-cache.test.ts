import { mlaVersionCache } from '../../../src/core/rules/mla-version-cache';
import { testRule } from './testRule';

testRule(mlaVersionCache, {
  accept: [
    '{"model_type":"deepseek_v3","transformers_version":"5.12.0"}',
    '{"model_type":"deepseek_v3"}',
    '{"model_type":"llama","transformers_version":"4.46.3"}',
    '{"model_type":"deepseek_v3","transformers_version":4}',
    // A latent as large as what it stands for makes no difference.
    '{"model_type":"deepseek_v3","num_attention_heads":1,"transformers_version":"4.46.3"}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v3","transformers_version":«"4.46.3"»}',
      message:
        /^transformers 4\.46\.3, which wrote this file, .* 40,960 numbers .* latent of 576: 71 times less\.$/,
    },
    {
      language: 'yaml',
      text: 'transformers_version: «4.57.1»\nmodel_type: kimi_k2\nnum_attention_heads: 64\n',
      message: /20,480 .* 36 times less/,
    },
    {
      text: '{"transformers_version": «"4.56.2"», "model_type": "kimi_k25", "text_config": {"model_type": "kimi_k2", "num_attention_heads": 64}}',
      message: /20,480/,
    },
  ],
});
