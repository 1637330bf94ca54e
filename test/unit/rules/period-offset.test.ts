import { periodOffset } from '../../../src/core/rules/period-offset';
import { testRule } from './testRule';

testRule(periodOffset, {
  accept: [
    '{"model_type":"jamba","attn_layer_period":8,"attn_layer_offset":4}',
    '{"model_type":"jamba"}',
    '{"model_type":"llama","attn_layer_period":4,"attn_layer_offset":4}',
  ],
  reject: [
    {
      text: '{"model_type":"jamba","attn_layer_period":4,"attn_layer_offset":«5»}',
      message:
        /^`attn_layer_offset` \(5\) must be smaller than `attn_layer_period` \(4\)\. transformers refuses/,
      fixed: '{"model_type":"jamba","attn_layer_period":4,"attn_layer_offset":1}',
    },
    {
      text: '{"attn_layer_offset":«8»,"model_type":"jamba","expert_layer_offset":«2»,"hidden',
      message: [/attn_layer_offset/, /expert_layer_offset/],
    },
    { text: '{"model_type":"jamba","attn_layer_period":«4»}', message: /`attn_layer_offset` \(4\)/ },
    {
      language: 'yaml',
      text: 'model_type: jamba\nexpert_layer_period: 2\nexpert_layer_offset: «3»\n',
      message: /\(3\)/,
      fixed: 'model_type: jamba\nexpert_layer_period: 2\nexpert_layer_offset: 1\n',
    },
  ],
});
