import { mamba2HeadProduct } from '../../../src/core/rules/mamba2-head-product';
import { testRule } from './testRule';

const granite = (more: string): string =>
  `{"model_type":"granitemoehybrid","num_hidden_layers":1,"layer_types":["mamba"],"hidden_size":64,${more}}`;

testRule(mamba2HeadProduct, {
  accept: [
    granite('"mamba_n_heads":8,"mamba_d_head":16'),
    granite('"mamba_n_heads":8,"mamba_d_head":"auto"'),
    granite('"mamba_n_heads":7,"mamba_d_head":16'),
    '{"model_type":"nemotron_h","hidden_size":64,"mamba_num_heads":8,"mamba_head_dim":8}',
  ],
  reject: [
    {
      text: granite('"mamba_n_heads":8,"mamba_d_head":«8»'),
      message: /^8 Mamba heads of 8 do not make up the inner width of 128.*Write "auto" or 16\.$/,
      fixed: granite('"mamba_n_heads":8,"mamba_d_head":"auto"'),
    },
    { text: granite('"mamba_d_head":«64»,"mamba_n_heads":4').slice(0, -1), message: /^4 Mamba heads of 64/ },
    {
      language: 'yaml',
      text: 'model_type: granitemoehybrid\nnum_hidden_layers: 1\nlayer_types: [mamba]\nhidden_size: 64\nmamba_n_heads: 8\nmamba_d_head: «32»\n',
      message: /^8 Mamba heads of 32/,
      fix: /16/,
      fixed:
        'model_type: granitemoehybrid\nnum_hidden_layers: 1\nlayer_types: [mamba]\nhidden_size: 64\nmamba_n_heads: 8\nmamba_d_head: 16\n',
    },
  ],
});
