import { windowDirection } from '../../../src/core/rules/window-direction';
import { testRule } from './testRule';

testRule(windowDirection, {
  accept: [
    '{"model_type":"qwen2_moe","use_sliding_window":false,"max_window_layers":21}',
    '{"model_type":"qwen2_moe","use_sliding_window":true,"max_window_layers":0}',
    '{"model_type":"qwen2_moe","use_sliding_window":true}',
    '{"model_type":"qwen2","use_sliding_window":true,"max_window_layers":21}',
    '{"model_type":"qwen2_moe","num_hidden_layers":1,"use_sliding_window":true,"max_window_layers":1,"layer_types":["sliding_attention"]}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen2_moe","num_hidden_layers":24,"use_sliding_window":true,"max_window_layers":«21»}',
      message: /^Qwen2-MoE slides in every other layer below `max_window_layers`: 11 of 24 layers\./,
    },
  ],
});
