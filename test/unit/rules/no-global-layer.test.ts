import { noGlobalLayer } from '../../../src/core/rules/no-global-layer';
import { testRule } from './testRule';

testRule(noGlobalLayer, {
  accept: [
    '{"model_type":"gemma3_text"}',
    '{"model_type":"mistral","sliding_window":4096}',
    '{"model_type":"mamba"}',
    '{"model_type":"qwen3_next","num_hidden_layers":1,"layer_types":["linear_attention"]}',
    '{"model_type":"gemma3_text","num_hidden_layers":2}',
  ],
  reject: [
    {
      text: '{"model_type":"gemma2","num_hidden_layers":2,«"layer_types"»:["sliding_attention","sliding_attention"]}',
      message: /^None of the 2 layers sees the whole context.*Gemma 2 is published with 1:1\.$/,
    },
    {
      text: '{«"num_hidden_layers"»: 5, "model_type": "gemma3_text",',
      message: /^None of the 5 layers.*5:1/,
    },
    {
      text: '{"model_type":"minimax","num_hidden_layers":1,«"layer_types"»:["linear_attention"]}',
      message: /^None of the 1 layers/,
    },
    {
      language: 'yaml',
      text: 'model_type: gpt_oss\nnum_hidden_layers: 1\n«layer_types»: [sliding_attention]\n',
      message: /^None/,
    },
  ],
});
