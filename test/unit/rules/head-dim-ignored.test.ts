import { headDimIgnored } from '../../../src/core/rules/head-dim-ignored';
import { testRule } from './testRule';

testRule(headDimIgnored, {
  accept: [
    '{"model_type":"kimi_linear","qk_rope_head_dim":64,"head_dim":64}',
    '{"model_type":"kimi_linear"}',
    '{"model_type":"llama","head_dim":72}',
    '{"model_type":"deepseek_v3","head_dim":72}',
    '{"model_type":"kimi_linear","head_dim":null}',
  ],
  reject: [
    {
      text: '{"model_type":"kimi_linear",«"head_dim"»:72,"qk_rope_head_dim":64}',
      message: /^`head_dim` \(72\) has no effect: heads of latent attention are 128 \+ 64 wide/,
      fixed: '{"model_type":"kimi_linear","qk_rope_head_dim":64}',
    },
    {
      text: '{"model_type":"deepseek_v2","num_experts_per_tok":6, «"head_dim"»: 192',
      message: /\(192\) has no effect/,
    },
    {
      language: 'yaml',
      text: 'model_type: deepseek_v32\n«head_dim»: 192 # total\nhidden_size: 7168\n',
      message: /\(192\)/,
      fixed: 'model_type: deepseek_v32\nhidden_size: 7168\n',
    },
  ],
});
