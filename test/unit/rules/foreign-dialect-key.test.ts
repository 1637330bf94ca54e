import { foreignDialectKey } from '../../../src/core/rules/foreign-dialect-key';
import { testRule } from './testRule';

testRule(foreignDialectKey, {
  accept: [
    '{"model_type":"llama","num_hidden_layers":2}',
    // The same thing said twice, and names that are the family's own.
    '{"model_type":"llama","num_hidden_layers":2,"n_layers":2}',
    '{"model_type":"gpt2","n_layer":2,"n_embd":64}',
    // A family without key/value heads of its own choosing.
    '{"model_type":"mamba2","n_kv_heads":2}',
    // The other dialect itself.
    '{"dim":64,"n_layers":2,"n_heads":2,"n_kv_heads":1,"vocab_size":100}',
    '{"model_type":"frobnicator","n_layers":2}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","hidden_size":64,«"n_layers"»:2}',
      message:
        /^`n_layers` is a name of other formats: Llama reads `num_hidden_layers`, and the default \(32\) stands in/,
      fixed: '{"model_type":"llama","hidden_size":64,"num_hidden_layers":2}',
    },
    {
      text: '{"model_type":"qwen3",«"dim"»:64,«"hidden_dim"»:128,«"n_heads"»:4,«"n_kv_heads"»:2,«"kv_channels"»:64}',
      message: [
        /`hidden_size`/,
        /`intermediate_size`/,
        /`num_attention_heads`/,
        /`num_key_value_heads`/,
        /`head_dim`/,
      ],
    },
    {
      text: '{"model_type":"llama","num_attention_heads":8,«"n_heads"»:4}',
      message: /`num_attention_heads` says something else/,
      fixed: '{"model_type":"llama","num_attention_heads":8}',
    },
    { text: '{"model_type":"llama",«"max_seq_len"»:4096, "hid', message: /`max_position_embeddings`/ },
    {
      language: 'yaml',
      text: 'model_type: llama\n«n_layers»: 2 # few\n',
      message: /`num_hidden_layers`/,
      fixed: 'model_type: llama\nnum_hidden_layers: 2 # few\n',
    },
  ],
});
