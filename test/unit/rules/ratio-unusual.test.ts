import { ratioUnusual } from '../../../src/core/rules/ratio-unusual';
import { testRule } from './testRule';

testRule(ratioUnusual, {
  accept: [
    '{"model_type":"qwen3_next"}',
    '{"model_type":"gemma3_text"}',
    '{"model_type":"llama"}',
    '{"model_type":"qwen3_next","num_hidden_layers":4,"full_attention_interval":2}',
    '{"model_type":"nemotron_h","hybrid_override_pattern":"M-M-M*-M-M"}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3_next",«"full_attention_interval"»:8}',
      message:
        /^7:1 layers of bounded cost.*Qwen3-Next is published with 3:1 \(Qwen3-Next-80B-A3B config\.json\)\.$/,
    },
    { text: '{«"sliding_window_pattern"»: 2, "model_type": "gemma3_text",', message: /^1:1.*5:1/ },
    {
      text: '{"model_type":"nemotron_h",«"hybrid_override_pattern"»:"MMMMMMMMMMM*"}',
      message: /^11:1.*1:1 to 9:1/,
    },
    {
      language: 'yaml',
      text: 'model_type: jamba\n«attn_layer_period»: 2\nattn_layer_offset: 1\n',
      message: /^1:1.*7:1/,
    },
  ],
});
