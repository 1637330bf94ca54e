import { gdnValueKeyHeads } from '../../../src/core/rules/gdn-value-key-heads';
import { testRule } from './testRule';

testRule(gdnValueKeyHeads, {
  accept: [
    '{"model_type":"qwen3_next","linear_num_key_heads":16,"linear_num_value_heads":32}',
    '{"model_type":"qwen3_next"}',
    '{"model_type":"llama","linear_num_key_heads":16,"linear_num_value_heads":24}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3_next","linear_num_key_heads":16,"linear_num_value_heads":«24»}',
      message: /^24 value heads can't share 16 key heads evenly.*Nearest multiples: 16, 32\.$/,
      fixed: '{"model_type":"qwen3_next","linear_num_key_heads":16,"linear_num_value_heads":16}',
    },
    {
      text: '{"linear_num_key_heads": «12», "model_type": "qwen3_5_text",',
      message: /^32 value heads can't share 12/,
    },
    {
      language: 'yaml',
      text: 'model_type: qwen3_next\nlinear_num_value_heads: «8» # few\n',
      message: /^8 value heads can't share 16/,
      fixed: 'model_type: qwen3_next\nlinear_num_value_heads: 16 # few\n',
    },
  ],
});
