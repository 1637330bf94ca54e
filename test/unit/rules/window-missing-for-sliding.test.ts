import { windowMissingForSliding } from '../../../src/core/rules/window-missing-for-sliding';
import { testRule } from './testRule';

testRule(windowMissingForSliding, {
  accept: [
    '{"model_type":"gemma2"}',
    '{"model_type":"mistral","sliding_window":null}',
    '{"model_type":"qwen2_moe","sliding_window":null}',
    '{"model_type":"qwen3","use_sliding_window":true,"sliding_window":4096,"max_window_layers":0}',
    '{"model_type":"gemma2","num_hidden_layers":1,"layer_types":["full_attention"],"sliding_window":null}',
  ],
  reject: [
    {
      text: '{"model_type":"gemma2","sliding_window":«null»}',
      message: /^13 of 26 layers slide, but there is no window: the first forward pass fails/,
      fixed: '{"model_type":"gemma2","sliding_window":4096}',
    },
    {
      text: '{"model_type":"qwen3","num_hidden_layers":1,"layer_types":["sliding_attention"],"sliding_window":«4096»}',
      message: /`use_sliding_window` is not true/,
      fixed:
        '{"model_type":"qwen3","num_hidden_layers":1,"layer_types":["sliding_attention"],"sliding_window":4096, "use_sliding_window": true}',
    },
    {
      text: '{"model_type":"qwen2_moe","num_hidden_layers":4,"use_sliding_window":true,"sliding_window":«null»}',
      message: /^2 of 4 layers slide/,
      fixed:
        '{"model_type":"qwen2_moe","num_hidden_layers":4,"use_sliding_window":true,"sliding_window":4096}',
    },
    {
      language: 'yaml',
      text: 'model_type: gpt_oss\nsliding_window: «null» # none\n',
      message: /^18 of 36/,
      fixed: 'model_type: gpt_oss\nsliding_window: 128 # none\n',
    },
  ],
});
