import { mamba2HeadsDivide } from '../../../src/core/rules/mamba2-heads-divide';
import { testRule } from './testRule';

const granite = (more: string): string =>
  `{"model_type":"granitemoehybrid","num_hidden_layers":1,"layer_types":["mamba"],"hidden_size":64,${more}}`;

testRule(mamba2HeadsDivide, {
  accept: [
    granite('"mamba_n_heads":8'),
    granite('"mamba_n_heads":8,"mamba_d_head":8'),
    '{"model_type":"nemotron_h","hidden_size":64,"mamba_num_heads":7}',
  ],
  reject: [
    {
      text: granite('"mamba_n_heads":«7»'),
      message: /^7 Mamba heads do not divide the inner width of 128.*Nearest that do: 8, 4\.$/,
      fixed: granite('"mamba_n_heads":8'),
    },
    { text: granite('"mamba_d_head":«16»,"mamba_n_heads":7'), message: /^7 Mamba heads/ },
    {
      language: 'yaml',
      text: 'model_type: granitemoehybrid\nnum_hidden_layers: 1\nlayer_types: [mamba]\nhidden_size: 64\nmamba_n_heads: «9» # nine\n',
      message: /^9 Mamba heads/,
      fixed:
        'model_type: granitemoehybrid\nnum_hidden_layers: 1\nlayer_types: [mamba]\nhidden_size: 64\nmamba_n_heads: 8 # nine\n',
    },
  ],
});
