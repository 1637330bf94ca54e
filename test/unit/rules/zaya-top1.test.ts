import { zayaTop1 } from '../../../src/core/rules/zaya-top1';
import { testRule } from './testRule';

testRule(zayaTop1, {
  accept: [
    '{"model_type":"zaya","num_experts_per_tok":1}',
    '{"model_type":"zaya"}',
    '{"model_type":"zaya","num_experts_per_tok":0}',
    '{"model_type":"zaya","num_experts_per_tok":"2"}',
    '{"model_type":"qwen3_moe","num_experts_per_tok":2}',
  ],
  reject: [
    {
      text: '{"model_type":"zaya","num_experts_per_tok":«2»,"num_experts":8}',
      message: /^ZAYA routes a token to 1 expert, not to 2\. transformers refuses to load this: write 1\.$/,
      fixed: '{"model_type":"zaya","num_experts_per_tok":1,"num_experts":8}',
    },
    {
      language: 'yaml',
      text: 'model_type: zaya\nnum_experts_per_tok: «4» # top\n',
      message: /not to 4/,
      fixed: 'model_type: zaya\nnum_experts_per_tok: 1 # top\n',
    },
  ],
});
