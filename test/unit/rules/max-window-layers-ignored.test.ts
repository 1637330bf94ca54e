import { maxWindowLayersIgnored } from '../../../src/core/rules/max-window-layers-ignored';
import { testRule } from './testRule';

testRule(maxWindowLayersIgnored, {
  accept: [
    '{"model_type":"qwen3_moe","use_sliding_window":false,"max_window_layers":24}',
    '{"model_type":"qwen3_moe","max_window_layers":24}',
    '{"model_type":"qwen3","use_sliding_window":true,"max_window_layers":24}',
    '{"model_type":"qwen3_moe","use_sliding_window":true}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3_moe","use_sliding_window":true,"max_window_layers":«12»}',
      message: /^`max_window_layers` \(12\) is not read by Qwen3-MoE.*all 24 layers slide/,
      fixed: '{"model_type":"qwen3_moe","use_sliding_window":true}',
    },
    {
      text: '{"max_window_layers": «4», "model_type": "qwen3_moe", "use_sliding_window": true, "',
      message: /\(4\)/,
    },
    {
      language: 'yaml',
      text: 'model_type: qwen3_moe\nuse_sliding_window: true\nmax_window_layers: «4»\n',
      message: /\(4\)/,
      fixed: 'model_type: qwen3_moe\nuse_sliding_window: true\n',
    },
  ],
});
