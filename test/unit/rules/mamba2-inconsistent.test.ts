import { mamba2Inconsistent } from '../../../src/core/rules/mamba2-inconsistent';
import { testRule } from './testRule';

testRule(mamba2Inconsistent, {
  accept: [
    '{"model_type":"mamba2"}',
    '{"model_type":"mamba2","hidden_size":64,"num_heads":8,"head_dim":16}',
    '{"model_type":"nemotron_h","hidden_size":64,"num_heads":4}',
  ],
  reject: [
    {
      text: '{"model_type":"mamba2","hidden_size":64,"num_heads":«4»,"head_dim":16}',
      message:
        /^4 heads of 16 are 64 wide, expand × hidden_size is 128: transformers refuses.* 8 heads would fit\.$/,
      fixed: '{"model_type":"mamba2","hidden_size":64,"num_heads":8,"head_dim":16}',
    },
    { text: '«{»"model_type":"mamba2","hidden_size":64}', message: /^128 heads of 64.* 2 heads would fit/ },
    {
      language: 'yaml',
      text: 'model_type: mamba2\nhidden_size: 64\nnum_heads: «2» # two\nhead_dim: 32\n',
      message: /^2 heads of 32/,
      fixed: 'model_type: mamba2\nhidden_size: 64\nnum_heads: 4 # two\nhead_dim: 32\n',
    },
  ],
});
