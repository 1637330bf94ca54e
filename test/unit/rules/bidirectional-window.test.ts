import { bidirectionalWindow } from '../../../src/core/rules/bidirectional-window';
import { testRule } from './testRule';

testRule(bidirectionalWindow, {
  accept: [
    '{"model_type":"gemma3_text","sliding_window":512}',
    '{"model_type":"gemma3_text","use_bidirectional_attention":true}',
    '{"model_type":"gemma3_text","sliding_window":512,"use_bidirectional_attention":false}',
  ],
  reject: [
    {
      text: '{"model_type":"gemma3_text","sliding_window":«512»,"use_bidirectional_attention":true}',
      message: /512 becomes 257 tokens each way/,
    },
    {
      language: 'yaml',
      text: 'model_type: gemma3_text\nuse_bidirectional_attention: true\nsliding_window: «1024»\n',
      message: /1,024 becomes 513/,
    },
  ],
});
