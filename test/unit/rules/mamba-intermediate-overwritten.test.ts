import { mambaIntermediateOverwritten } from '../../../src/core/rules/mamba-intermediate-overwritten';
import { testRule } from './testRule';

testRule(mambaIntermediateOverwritten, {
  accept: [
    '{"model_type":"mamba","hidden_size":64,"intermediate_size":128}',
    '{"model_type":"mamba","hidden_size":64}',
    '{"model_type":"falcon_mamba","hidden_size":64,"expand":3,"intermediate_size":192}',
    '{"model_type":"jamba","hidden_size":64,"intermediate_size":100}',
  ],
  reject: [
    {
      text: '{"model_type":"mamba","hidden_size":64,"intermediate_size":«100»}',
      message:
        /^`intermediate_size` \(100\) replaces expand × hidden_size, 2 × 64 = 128, in transformers: the layers are built 100 wide\./,
      fix: /128/,
      fixed: '{"model_type":"mamba","hidden_size":64,"intermediate_size":128}',
    },
    {
      text: '{"intermediate_size": «100», "model_type": "mamba2", "hidden_size": 4096,',
      message: /^The inner width is .* = 8,192: an `intermediate_size` of 100 is not read\.$/,
    },
    {
      language: 'yaml',
      text: 'model_type: falcon_mamba\nhidden_size: 64\nintermediate_size: «64» # half\nexpand: 2\n',
      message: /replaces/,
      fixed: 'model_type: falcon_mamba\nhidden_size: 64\nexpand: 2\n',
    },
  ],
});
