import { megatronRatioSum } from '../../../src/core/rules/megatron-ratio-sum';
import { testRule } from './testRule';

const yaml = (lines: string) =>
  `num_layers: 8\nhidden_size: 256\nnum_attention_heads: 4\nffn_hidden_size: 512\n${lines}\n`;
const accepted = (lines: string) => ({ text: yaml(lines), language: 'yaml' as const });

testRule(megatronRatioSum, {
  accept: [
    accepted('hybrid_attention_ratio: 0.25\nhybrid_mlp_ratio: 0.5'),
    accepted('hybrid_attention_ratio: 0.5\nhybrid_mlp_ratio: 0.5'),
    accepted('hybrid_attention_ratio: 0.0'),
    // The pattern counts.
    accepted('hybrid_attention_ratio: 1.5\nhybrid_layer_pattern: M*'),
  ],
  reject: [
    {
      language: 'yaml',
      text: yaml('hybrid_attention_ratio: 0.6\nhybrid_mlp_ratio: «0.5»'),
      message: /^0.6 of attention and 0.5 of MLP layers are more than all of them/,
    },
    {
      language: 'yaml',
      text: yaml('hybrid_attention_ratio: «25»'),
      message: /^`hybrid_attention_ratio` is a share of the layers/,
    },
    { language: 'yaml', text: yaml('hybrid_mlp_ratio: «-0.5»'), message: /^`hybrid_mlp_ratio`/ },
  ],
});
