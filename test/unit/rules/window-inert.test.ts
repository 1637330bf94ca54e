import { windowInert } from '../../../src/core/rules/window-inert';
import { testRule } from './testRule';

testRule(windowInert, {
  accept: [
    '{"model_type":"qwen3","sliding_window":null}',
    '{"model_type":"mistral","sliding_window":4096}',
    '{"model_type":"qwen3","sliding_window":4096,"use_sliding_window":true,"max_window_layers":99}',
    '{"model_type":"gemma2","sliding_window":4096}',
    '{"model_type":"qwen3"}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3","sliding_window":«4096»,"use_sliding_window":false}',
      message: /^No layer slides, as `use_sliding_window` is false: a window of 4,096 has no effect/,
      fixed: '{"model_type":"qwen3","use_sliding_window":false}',
    },
    {
      text: '{"sliding_window": «131072», "model_type": "qwen2", "num',
      message: /^No layer slides: a window of 131,072/,
    },
    {
      language: 'yaml',
      text: 'model_type: qwen3_moe\nsliding_window: «4096» # off\nhidden_size: 64\n',
      message: /4,096/,
      fixed: 'model_type: qwen3_moe\nhidden_size: 64\n',
    },
  ],
});
