import { megatronYarnOriginal } from '../../../src/core/rules/megatron-yarn-original';
import { testRule } from './testRule';

const yaml = (lines: string) =>
  `num_layers: 8\nhidden_size: 256\nnum_attention_heads: 4\nffn_hidden_size: 512\n${lines}\n`;
const accepted = (lines: string) => ({ text: yaml(lines), language: 'yaml' as const });

testRule(megatronYarnOriginal, {
  accept: [
    accepted('multi_latent_attention: true\nmax_position_embeddings: 4096'),
    accepted('max_position_embeddings: 163840'),
    accepted('multi_latent_attention: true\nrope_type: rope\nmax_position_embeddings: 163840'),
    accepted('multi_latent_attention: true\nrotary_scaling_factor: 1\nmax_position_embeddings: 163840'),
    accepted(
      'multi_latent_attention: true\nmax_position_embeddings: 163840\noriginal_max_position_embeddings: 4096',
    ),
  ],
  reject: [
    {
      language: 'yaml',
      text: yaml('multi_latent_attention: true\nmax_position_embeddings: «163840»'),
      message: /^Megatron Core up to 0.14 starts YaRN from this number \(163,840\), later ones from 4,096/,
      fixed: yaml(
        'multi_latent_attention: true\nmax_position_embeddings: 163840\noriginal_max_position_embeddings: 4096',
      ),
    },
  ],
});
