import { windowGeContext } from '../../../src/core/rules/window-ge-context';
import { testRule } from './testRule';

testRule(windowGeContext, {
  accept: [
    '{"model_type":"mistral","sliding_window":4096,"max_position_embeddings":32768}',
    '{"model_type":"mistral","sliding_window":null,"max_position_embeddings":32768}',
    '{"model_type":"qwen3","sliding_window":131072,"max_position_embeddings":32768}',
    '{"model_type":"gemma2","max_position_embeddings":1024}',
  ],
  reject: [
    {
      text: '{"model_type":"mistral","sliding_window":«32768»,"max_position_embeddings":32768}',
      message: /^The window \(32,768 tokens\) is not shorter than the longest context \(32,768\)/,
    },
    {
      text: '{"sliding_window": «8192», "max_position_embeddings": 1024, "model_type": "gemma2",',
      message: /8,192/,
    },
    {
      language: 'yaml',
      text: 'model_type: gpt_oss\nmax_position_embeddings: 64\nsliding_window: «128»\n',
      message: /128/,
    },
  ],
});
