import { megatronTwoPatterns } from '../../../src/core/rules/megatron-two-patterns';
import { testRule } from './testRule';

const yaml = (lines: string) =>
  `num_layers: 8\nhidden_size: 256\nnum_attention_heads: 4\nffn_hidden_size: 512\n${lines}\n`;
const accepted = (lines: string) => ({ text: yaml(lines), language: 'yaml' as const });

testRule(megatronTwoPatterns, {
  accept: [
    accepted('hybrid_layer_pattern: M-M*'),
    accepted('hybrid_override_pattern: M-M*'),
    accepted('hybrid_override_pattern: null\nhybrid_layer_pattern: M-M*'),
    '{"model_type":"nemotron_h","hybrid_override_pattern":"M*","hybrid_layer_pattern":"M*"}',
  ],
  reject: [
    {
      language: 'yaml',
      text: yaml('«hybrid_override_pattern»: M-M*\nhybrid_layer_pattern: M-M-'),
      message: /^`hybrid_override_pattern` stands beside `hybrid_layer_pattern`: Megatron-LM refuses/,
      fixed: yaml('hybrid_layer_pattern: M-M-'),
    },
    {
      language: 'yaml',
      text: 'MODEL_ARGS:\n  --hidden-size: 256\n  --num-attention-heads: 4\n  «--hybrid-override-pattern»: M-\n  --hybrid-layer-pattern: M*\n',
      message: /`--hybrid-override-pattern` stands beside `--hybrid-layer-pattern`/,
      fixed: 'MODEL_ARGS:\n  --hidden-size: 256\n  --num-attention-heads: 4\n  --hybrid-layer-pattern: M*\n',
    },
  ],
});
