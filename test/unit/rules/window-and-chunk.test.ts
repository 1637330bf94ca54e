import { windowAndChunk } from '../../../src/core/rules/window-and-chunk';
import { testRule } from './testRule';

testRule(windowAndChunk, {
  accept: [
    '{"model_type":"llama","num_hidden_layers":2,"sliding_window":64,"attention_chunk_size":64}',
    '{"model_type":"llama4_text","num_hidden_layers":4}',
    // Both keys, and layers of one kind: MiMo is published so.
    '{"model_type":"mimo_v2_flash","num_hidden_layers":4,"sliding_window":128,"attention_chunk_size":128}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","num_hidden_layers":2,"sliding_window":64,"attention_chunk_size":64,«"layer_types"»:["sliding_attention","chunked_attention"]}',
      message: /^Layer 0 slides and layer 1 attends in chunks: vLLM/,
    },
  ],
});
