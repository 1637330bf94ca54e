import { mamba2GroupsHeads } from '../../../src/core/rules/mamba2-groups-heads';
import { testRule } from './testRule';

testRule(mamba2GroupsHeads, {
  accept: [
    '{"model_type":"mamba2","n_groups":8}',
    '{"model_type":"nemotron_h","hybrid_override_pattern":"M*","mamba_num_heads":8,"n_groups":4}',
    '{"model_type":"nemotron_h","hybrid_override_pattern":"*","mamba_num_heads":8,"n_groups":3}',
  ],
  reject: [
    {
      text: '{"model_type":"nemotron_h","hybrid_override_pattern":"M*","mamba_num_heads":8,"n_groups":«3»}',
      message: /^8 Mamba heads do not split over 3 groups.*: 2, 4\.$/,
      fix: /4/,
      fixed: '{"model_type":"nemotron_h","hybrid_override_pattern":"M*","mamba_num_heads":8,"n_groups":4}',
    },
    {
      text: '{"model_type":"mamba2","head_dim":32,"hidden_size":96,"num_heads":«6»,',
      message: /^6 Mamba heads.*8 groups/,
    },
    {
      language: 'yaml',
      text: 'model_type: granitemoehybrid\nnum_hidden_layers: 1\nlayer_types: [mamba]\nmamba_n_groups: «3»\n',
      message: /^128 Mamba heads/,
      fixed: 'model_type: granitemoehybrid\nnum_hidden_layers: 1\nlayer_types: [mamba]\nmamba_n_groups: 2\n',
    },
  ],
});
