import { flaExpandInteger } from '../../../src/core/rules/fla-expand-integer';
import { testRule } from './testRule';

testRule(flaExpandInteger, {
  accept: [
    '{"model_type":"gated_deltanet","expand_v":1.5}',
    '{"model_type":"kda"}',
    // 0.1 × 10 is 1 but for the last bits of a double.
    '{"model_type":"kda","head_dim":30,"expand_v":0.1}',
    '{"model_type":"gla","num_heads":4}',
    '{"model_type":"qwen3_next","expand_v":0.33}',
  ],
  reject: [
    {
      text: '{"model_type":"gated_deltanet","head_dim":256,"expand_v":«0.33»}',
      message:
        /^Values of 0.33 × 256 are 84.48 channels wide, .*refuses to be built\. 0.328125 would give 84\.$/,
      fixed: '{"model_type":"gated_deltanet","head_dim":256,"expand_v":0.328125}',
    },
    { text: '{"expand_v": «0.001», "model_type": "kda", "num', message: /0.128 channels.* would give 1\./ },
    {
      text: '{"model_type":"gla","hidden_size":1024,"num_heads":«5»}',
      message: /^Keys of 512 and values of 1024 channels do not split over 5 heads: .* divide both: 4, 2\.$/,
      fixed: '{"model_type":"gla","hidden_size":1024,"num_heads":4}',
    },
    {
      language: 'yaml',
      text: 'model_type: delta_net\nhidden_size: 1024\nnum_heads: «6» # odd\n',
      message: /^Keys of 1024 and values of 1024 .*: 4, 8\.$/,
      fix: /8/,
      fixed: 'model_type: delta_net\nhidden_size: 1024\nnum_heads: 8 # odd\n',
    },
  ],
});
