import { patternIntervalIgnored } from '../../../src/core/rules/pattern-interval-ignored';
import { testRule } from './testRule';

const hybrid = (interval: string, types: string): string =>
  `{"model_type":"qwen3_next",${interval}"num_hidden_layers":4,"layer_types":[${types}]}`;
const threeToOne = '"linear_attention","linear_attention","linear_attention","full_attention"';

testRule(patternIntervalIgnored, {
  accept: [
    hybrid('', threeToOne),
    hybrid('"full_attention_interval":4,', threeToOne),
    // Its own rule.
    hybrid('"full_attention_interval":2,', '"full_attention"'),
    '{"model_type":"qwen3_next","full_attention_interval":2}',
    hybrid('"full_attention_interval":2,', '"mamba","attention","mamba","attention"'),
    '{"model_type":"llama4_text","num_hidden_layers":1,"no_rope_layer_interval":4,"layer_types":["full_attention"]}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3_next","num_hidden_layers":2,"full_attention_interval":«0»,"layer_types":["linear_attention","full_attention"]}',
      message: /^`full_attention_interval` \(0\) is no interval/,
      fixed:
        '{"model_type":"qwen3_next","num_hidden_layers":2,"layer_types":["linear_attention","full_attention"]}',
    },

    {
      text: hybrid('"full_attention_interval":«2»,', threeToOne),
      message:
        /^`full_attention_interval` \(2\) is ignored beside `layer_types`, which says otherwise from layer 1 on/,
      fixed: hybrid('', threeToOne),
    },
    {
      text: hybrid('"full_attention_interval":«2»,', '"mamba","mamba","mamba","full_attention"'),
      message: /from layer 1 on/,
      fix: /^Regenerate/,
      fixed: hybrid('"full_attention_interval":2,', '"mamba","full_attention","mamba","full_attention"'),
    },
    {
      language: 'yaml',
      text: 'model_type: gemma3_text\nnum_hidden_layers: 2\nsliding_window_pattern: «2» # old\nlayer_types: [sliding_attention, sliding_attention]\n',
      message: /^`sliding_window_pattern` \(2\)/,
      fixed:
        'model_type: gemma3_text\nnum_hidden_layers: 2\nlayer_types: [sliding_attention, sliding_attention]\n',
    },
  ],
});
