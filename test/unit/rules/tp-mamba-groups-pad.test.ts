import { tpMambaGroupsPad } from '../../../src/core/rules/tp-mamba-groups-pad';
import { testRule } from './testRule';

const bamba = (groups: string): string =>
  `{"model_type":"bamba","hidden_size":4096,"num_attention_heads":32,"num_key_value_heads":8,"mamba_n_heads":128,"mamba_d_head":64,"mamba_d_state":128,"mamba_n_groups":${groups}}`;

testRule(tpMambaGroupsPad, {
  scenario: { tensorParallel: 8 },
  accept: [
    bamba('8'),
    { text: bamba('1'), scenario: {} },
    { text: bamba('1'), scenario: { tensorParallel: 1 } },
    // What can't be served at all is told elsewhere.
    { text: bamba('1'), scenario: { tensorParallel: 3 } },
    '{"model_type":"llama","num_attention_heads":32}',
  ],
  reject: [
    {
      // 128 heads of 64, and B and C of 128 for each of 8 groups or of one.
      text: bamba('«1»'),
      message: /kept by each of 8 GPUs .*: in all the convolution has 10,240 channels instead of 8,448\.$/,
    },
  ],
});
