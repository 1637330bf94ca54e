import { chunkNull } from '../../../src/core/rules/chunk-null';
import { testRule } from './testRule';

testRule(chunkNull, {
  accept: [
    '{"model_type":"llama4_text","attention_chunk_size":8192}',
    '{"model_type":"llama4_text"}',
    '{"model_type":"llama4_text","num_hidden_layers":1,"layer_types":["full_attention"],"attention_chunk_size":null}',
    '{"model_type":"llama","attention_chunk_size":null}',
  ],
  reject: [
    {
      text: '{"model_type":"llama4_text","attention_chunk_size":«null»}',
      message: /^36 of 48 layers attend in chunks, but their size is null/,
      fixed: '{"model_type":"llama4_text","attention_chunk_size":8192}',
    },
    {
      text: '{"model_type":"llama4","text_config":{"num_hidden_layers":4,"attention_chunk_size":«null»',
      message: /^3 of 4/,
    },
    {
      language: 'yaml',
      text: 'model_type: llama4_text\nattention_chunk_size: «~»\n',
      message: /^36 of 48/,
      fixed: 'model_type: llama4_text\nattention_chunk_size: 8192\n',
    },
  ],
});
