import { flaFusedBoth } from '../../../src/core/rules/fla-fused-both';
import { testRule } from './testRule';

testRule(flaFusedBoth, {
  accept: [
    '{"model_type":"gla","fuse_cross_entropy":true}',
    '{"model_type":"gla","fuse_cross_entropy":true,"fuse_linear_cross_entropy":false}',
    '{"model_type":"gla","fuse_cross_entropy":false,"fuse_linear_cross_entropy":true}',
    '{"model_type":"kda","fuse_linear_cross_entropy":true}',
  ],
  reject: [
    {
      text: '{"model_type":"gla","fuse_cross_entropy":true,"fuse_linear_cross_entropy":«true»}',
      message:
        /^`fuse_linear_cross_entropy` is true and so is `fuse_cross_entropy`: .* refuses to load this\./,
      fixed: '{"model_type":"gla","fuse_cross_entropy":false,"fuse_linear_cross_entropy":true}',
    },
    {
      text: '{"model_type":"delta_net","fuse_linear_cross_entropy":«true»}',
      message: /left out and on by default/,
      fix: /Add/,
      fixed: '{"model_type":"delta_net","fuse_linear_cross_entropy":true, "fuse_cross_entropy": false}',
    },
    {
      language: 'yaml',
      text: 'model_type: gated_deltanet\nfuse_linear_cross_entropy: «true»\n',
      message: /left out/,
      fix: /Set fuse_linear/,
      fixed: 'model_type: gated_deltanet\nfuse_linear_cross_entropy: false\n',
    },
  ],
});
