import { noAttentionLayer } from '../../../src/core/rules/no-attention-layer';
import { testRule } from './testRule';

testRule(noAttentionLayer, {
  accept: [
    '{"model_type":"qwen3_next"}',
    '{"model_type":"mamba2"}',
    '{"model_type":"linear_transformer","hidden_size":64,"num_attention_heads":4,"num_hidden_layers":2,"intermediate_size":64,"vocab_size":10}',
    '{"model_type":"minimax","num_hidden_layers":1,"layer_types":["linear_attention"]}',
    '{"model_type":"granitemoehybrid","num_hidden_layers":2}',
    '{"model_type":"gemma2","num_hidden_layers":1,"layer_types":["sliding_attention"]}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3_next","num_hidden_layers":2,«"layer_types"»:["linear_attention","linear_attention"]}',
      message: /^All 2 layers are Gated DeltaNet.*first forward pass fails/,
      fixed:
        '{"model_type":"qwen3_next","num_hidden_layers":2,"layer_types":["linear_attention","full_attention"]}',
    },
    {
      text: '{"model_type":"qwen3_next","num_hidden_layers":8,«"full_attention_interval"»:12,"a',
      message: /^All 8/,
    },
    {
      text: '{"model_type":"nemotron_h",«"hybrid_override_pattern"»:"M-ME"}',
      message: /^All 2 layers are Mamba-2/,
    },
    {
      language: 'yaml',
      text: 'model_type: granitemoehybrid\nnum_hidden_layers: 2\n«layer_types»:\n  - mamba\n  - mamba # last\n',
      message: /^All 2/,
      fixed:
        'model_type: granitemoehybrid\nnum_hidden_layers: 2\nlayer_types:\n  - mamba\n  - full_attention # last\n',
    },
  ],
});
