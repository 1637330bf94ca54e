import { qsaIncomplete } from '../../../src/core/rules/qsa-incomplete';
import { testRule } from './testRule';

const rest = '"indexer_n_heads":4,"indexer_head_dim":256,"indexer_budget":2048,"indexer_compress_ratio":16';

testRule(qsaIncomplete, {
  accept: [
    `{"model_type":"qwen4_exp_text",${rest},"indexer_kv_heads":1}`,
    // Nothing is indexed; that the cache then fails is another rule's.
    '{"model_type":"qwen4_exp_text","num_hidden_layers":1,"layer_types":["linear_attention"]}',
    '{"model_type":"qwen4_exp_text","num_hidden_layers":3}',
    // What is wrong with whole indexers is another rule's.
    `{"model_type":"qwen4_exp_text",${rest},"indexer_kv_heads":2}`,
    '{"model_type":"qwen3_next","indexer_n_heads":4}',
  ],
  reject: [
    {
      text: `{"model_type":"qwen4_exp_text",${rest},"indexer_kv_heads":«null»}`,
      message:
        /^The indexer lacks `indexer_kv_heads`, which the class has no default for: transformers refuses to load this\. Write all five/,
      fixed: `{"model_type":"qwen4_exp_text",${rest},"indexer_kv_heads":1}`,
    },
    {
      text: '{"model_type":"qwen4_exp","text_config":{"indexer_n_heads":«4»,"indexer_kv_heads":1,"indexer_head_dim":256}}',
      message: /^The indexer lacks `indexer_budget`, `indexer_compress_ratio`,/,
    },
    {
      text: '«{»"model_type":"qwen4_exp_text","num_hidden_layers":4}',
      message: /^The indexer lacks `indexer_n_heads`, .*: the model can't be built\./,
    },
    {
      language: 'yaml',
      text: 'model_type: qwen4_exp_text\nindexer_n_heads: «4»\nindexer_head_dim: 256\nindexer_budget: 64\nindexer_compress_ratio: 8\n',
      message: /^The indexer lacks `indexer_kv_heads`/,
      fixed:
        'model_type: qwen4_exp_text\nindexer_n_heads: 4\nindexer_head_dim: 256\nindexer_budget: 64\nindexer_compress_ratio: 8\nindexer_kv_heads: 1\n',
    },
  ],
});
