import { megatronMtpDiffer } from '../../../src/core/rules/megatron-mtp-differ';
import { testRule } from './testRule';

const yaml = (lines: string) =>
  `num_layers: 8\nhidden_size: 256\nnum_attention_heads: 4\nffn_hidden_size: 512\n${lines}\n`;
const accepted = (lines: string) => ({ text: yaml(lines), language: 'yaml' as const });

testRule(megatronMtpDiffer, {
  accept: [
    accepted('hybrid_layer_pattern: M-M*'),
    accepted('hybrid_layer_pattern: M-M*/MM'),
    accepted('hybrid_layer_pattern: M-M*/MM/MM'),
    accepted('hybrid_layer_pattern: M-M*/'),
  ],
  reject: [
    {
      language: 'yaml',
      text: yaml('hybrid_layer_pattern: «M-M*/MM/M*»'),
      message: /differ \(MM, M\*\): Megatron-LM refuses the pattern/,
      fixed: yaml('hybrid_layer_pattern: "M-M*/MM/MM"'),
    },
    {
      language: 'yaml',
      text: yaml('hybrid_layer_pattern: «M-M*/MM/»'),
      message: /differ \(MM, none\)/,
      fixed: yaml('hybrid_layer_pattern: "M-M*/MM/MM"'),
    },
  ],
});
