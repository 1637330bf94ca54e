import { noRopeFreqReversed } from '../../../src/core/rules/no-rope-freq-reversed';
import { testRule } from './testRule';

const yaml = (lines: string) =>
  `num_layers: 8\nhidden_size: 256\nnum_attention_heads: 4\nffn_hidden_size: 512\n${lines}\n`;
const accepted = (lines: string) => ({ text: yaml(lines), language: 'yaml' as const });

testRule(noRopeFreqReversed, {
  accept: [accepted('no_rope_freq: 4'), accepted('no_rope_freq: "4"'), accepted('no_rope_freq: null')],
  reject: [
    {
      language: 'yaml',
      text: yaml('«no_rope_freq»: [0, 0, 0, 1, 0, 0, 0, 1]'),
      message: /^A 1 in `no_rope_freq` skips RoPE, so 2 of 8 layers have no positions/,
    },
    {
      language: 'yaml',
      text: yaml('no_rope_freq: «"([1]*3+[0])*2"»'),
      message: /so 6 of 8 layers/,
    },
  ],
});
