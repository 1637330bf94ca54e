import { mlaStrayHeadDim } from '../../../src/core/rules/mla-stray-head-dim';
import { testRule } from './testRule';

testRule(mlaStrayHeadDim, {
  accept: [
    '{"model_type":"deepseek_v3","head_dim":64,"qk_rope_head_dim":64}',
    '{"model_type":"deepseek_v3"}',
    '{"model_type":"kimi_linear","head_dim":72}',
    '{"model_type":"llama","head_dim":72}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v3","qk_rope_head_dim":64,"head_dim":«192»}',
      message: /^`head_dim` \(192\) replaces the rotary size.*\(64\)/,
      fixed: '{"model_type":"deepseek_v3","qk_rope_head_dim":64}',
    },
    { text: '{"head_dim": «128», "model_type": "kimi_k2", "hidden_size', message: /\(128\)/ },
    {
      language: 'yaml',
      text: 'model_type: deepseek_v3\nhead_dim: «56»\nvocab_size: 100\n',
      message: /\(56\)/,
      fixed: 'model_type: deepseek_v3\nvocab_size: 100\n',
    },
  ],
});
