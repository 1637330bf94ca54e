import { mistralWindowList } from '../../../src/core/rules/mistral-window-list';
import { testRule } from './testRule';

const params = (window: string, layers = 8): string =>
  `{"dim":64,"n_layers":${layers},"head_dim":16,"hidden_dim":128,"n_heads":4,"n_kv_heads":2,"vocab_size":100,${window}}`;

testRule(mistralWindowList, {
  accept: [
    params('"sliding_window":4096'),
    params('"sliding_window":null'),
    params('"sliding_window":[null,128,128,128]'),
    params('"sliding_window":[]'),
  ],
  reject: [
    {
      text: params('«"sliding_window"»:[null,128,128]'),
      message: /^A list of 3 windows does not repeat evenly over 8 layers: mistral-inference refuses it/,
    },
    {
      text: params('«"sliding_window"»:[null,128,256,128]'),
      message: /^The windows have 2 sizes \(128, 256\): vLLM refuses/,
      fixed: params('"sliding_window":[null,128,128,128]'),
    },
  ],
});
