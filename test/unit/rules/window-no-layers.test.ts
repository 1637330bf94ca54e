import { windowNoLayers } from '../../../src/core/rules/window-no-layers';
import { testRule } from './testRule';

const qwen = (more: string): string => `{"model_type":"qwen2","num_hidden_layers":28,${more}}`;

testRule(windowNoLayers, {
  accept: [
    qwen('"use_sliding_window":true,"max_window_layers":21'),
    qwen('"use_sliding_window":false,"max_window_layers":28'),
    qwen('"max_window_layers":28'),
    '{"model_type":"qwen3_moe","num_hidden_layers":4,"use_sliding_window":true,"max_window_layers":4}',
  ],
  reject: [
    {
      text: qwen('"use_sliding_window":true,"max_window_layers":«28»'),
      message: /^No layer slides: those from `max_window_layers` \(28\) on would, and the model has 28/,
      fixed: qwen('"use_sliding_window":false,"max_window_layers":28'),
    },
    {
      text: '{"use_sliding_window": «true», "num_hidden_layers": 5, "model_type": "qwen3",',
      message: /\(28 by default\)/,
    },
    {
      language: 'yaml',
      text: 'model_type: qwen3\nnum_hidden_layers: 4\nuse_sliding_window: true # on\nmax_window_layers: «9»\n',
      message: /\(9\)/,
      fixed:
        'model_type: qwen3\nnum_hidden_layers: 4\nuse_sliding_window: false # on\nmax_window_layers: 9\n',
    },
  ],
});
