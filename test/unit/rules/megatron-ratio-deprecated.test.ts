import { megatronRatioDeprecated } from '../../../src/core/rules/megatron-ratio-deprecated';
import { testRule } from './testRule';

const yaml = (lines: string) =>
  `num_layers: 8\nhidden_size: 256\nnum_attention_heads: 4\nffn_hidden_size: 512\n${lines}\n`;
const accepted = (lines: string) => ({ text: yaml(lines), language: 'yaml' as const });

testRule(megatronRatioDeprecated, {
  accept: [
    accepted('hybrid_layer_pattern: MM*MM*MM'),
    accepted('hybrid_attention_ratio: 0.0'),
    accepted('hybrid_attention_ratio: 0.25\nhybrid_layer_pattern: MM*MM*MM'),
    accepted('hybrid_attention_ratio: 2'),
    accepted('hybrid_attention_ratio: 0.25\nextends:\n  - mamba_base.yaml'),
  ],
  reject: [
    {
      language: 'yaml',
      text: yaml('«hybrid_attention_ratio»: 0.25'),
      message: /^`hybrid_attention_ratio` is deprecated/,
      // `pattern_from_ratios(8, 0.25)` of Megatron-LM.
      fixed: yaml('hybrid_layer_pattern: "MM*MM*MM"'),
    },
    {
      language: 'yaml',
      text: yaml('«hybrid_attention_ratio»: 0.25\nhybrid_mlp_ratio: 0.25'),
      message: /deprecated/,
      fixed: yaml('hybrid_layer_pattern: "MM*-M*M-"'),
    },
    {
      language: 'yaml',
      text: 'MODEL_ARGS:\n  --num-layers: 4\n  --hidden-size: 256\n  --num-attention-heads: 4\n  «--hybrid-mlp-ratio»: 0.5\n',
      message: /^`--hybrid-mlp-ratio` is deprecated/,
      fixed:
        'MODEL_ARGS:\n  --num-layers: 4\n  --hidden-size: 256\n  --num-attention-heads: 4\n  --hybrid-layer-pattern: M-M-\n',
    },
    {
      language: 'yaml',
      text: 'model:\n  mcore_gpt: true\n  num_layers: 4\n  hidden_size: 256\n  num_attention_heads: 4\n  «hybrid_mlp_ratio»: 0.5\n',
      message: /deprecated/,
      fixed:
        'model:\n  mcore_gpt: true\n  num_layers: 4\n  hidden_size: 256\n  num_attention_heads: 4\n  hybrid_override_pattern: M-M-\n',
    },
  ],
});
