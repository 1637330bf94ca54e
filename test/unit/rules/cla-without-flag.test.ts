import { claWithoutFlag } from '../../../src/core/rules/cla-without-flag';
import { testRule } from './testRule';

testRule(claWithoutFlag, {
  accept: [
    '{"model_type":"hunyuan","use_cla":true,"cla_share_factor":2}',
    '{"model_type":"hunyuan","use_cla":false,"cla_share_factor":1}',
    '{"model_type":"hunyuan"}',
    '{"model_type":"llama","cla_share_factor":2}',
  ],
  reject: [
    {
      text: '{"model_type":"hunyuan_v1_moe","use_cla":false,"cla_share_factor":«2»}',
      message: /^`cla_share_factor` \(2\) shares nothing without `use_cla`/,
      fixed: '{"model_type":"hunyuan_v1_moe","use_cla":true,"cla_share_factor":2}',
    },
    {
      language: 'yaml',
      text: 'model_type: hunyuan\ncla_share_factor: «4»\nhidden_size: 64\n',
      message: /\(4\)/,
      fixed: 'model_type: hunyuan\ncla_share_factor: 4\nuse_cla: true\nhidden_size: 64\n',
    },
  ],
});
