import { dsaIndexBelowRope } from '../../../src/core/rules/dsa-index-below-rope';
import { testRule } from './testRule';

testRule(dsaIndexBelowRope, {
  accept: [
    '{"model_type":"deepseek_v32"}',
    '{"model_type":"deepseek_v32","index_head_dim":64}',
    '{"model_type":"deepseek_v3","index_head_dim":8}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v32","index_head_dim":«32»}',
      message: /^Index heads of 32 can't hold the rotary part of 64/,
      fixed: '{"model_type":"deepseek_v32","index_head_dim":64}',
    },
    { text: '{"qk_rope_head_dim": «256», "model_type": "deepseek_v32",', message: /^Index heads of 128/ },
    {
      language: 'yaml',
      text: 'model_type: deepseek_v32\nindex_head_dim: «16» # small\n',
      message: /^Index heads of 16/,
      fixed: 'model_type: deepseek_v32\nindex_head_dim: 64 # small\n',
    },
  ],
});
