import { megatronMixedAttention } from '../../../src/core/rules/megatron-mixed-attention';
import { testRule } from './testRule';

const yaml = (lines: string) =>
  `num_layers: 8\nhidden_size: 256\nnum_attention_heads: 4\nffn_hidden_size: 512\n${lines}\n`;
const accepted = (lines: string) => ({ text: yaml(lines), language: 'yaml' as const });

testRule(megatronMixedAttention, {
  accept: [
    accepted('hybrid_layer_pattern: M-M*M*'),
    accepted('hybrid_layer_pattern: M-M+MD'),
    // Each part on its own, as Megatron looks at them.
    accepted('hybrid_layer_pattern: M-M*/M+/M+'),
  ],
  reject: [
    {
      language: 'yaml',
      text: yaml('hybrid_layer_pattern: «M-M*M-M+»'),
      message: /^The pattern has \* \(attention\) beside \+ \(latent attention\): Megatron-LM refuses/,
      fixed: yaml('hybrid_layer_pattern: "M-M+M-M+"'),
    },
    {
      language: 'yaml',
      text: yaml('hybrid_override_pattern: «"M*D+"»'),
      message: /beside \+ and D \(latent attention and sparse attention\)/,
      fix: /^Write \* for \+ and D/,
      fixed: yaml('hybrid_override_pattern: "M***"'),
    },
    { language: 'yaml', text: yaml('hybrid_layer_pattern: «MM/*+»'), message: /latent attention/ },
  ],
});
