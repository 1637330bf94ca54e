import { misspeltKey } from '../../../src/core/rules/misspelt-key';
import { testRule } from './testRule';

testRule(misspeltKey, {
  accept: [
    // Both are written: another use.
    '{"model_type":"llama","num_key_value_heads":2,"num_kv_head":2}',

    '{"model_type":"llama","num_key_value_heads":8}',
    // Both are written: the other one is an extra, not a slip.
    '{"model_type":"llama","num_key_value_heads":8,"num_key_value_head":8}',
    // Keys of other families, settings, comments, and names that resemble nothing.
    '{"model_type":"llama","v_head_dim":8,"num_beams":2,"_hidden_size":64,"frobnicate":1}',
    '{"model_type":"deepseek_v3","q_head_dim":192}',
    '{"model_type":"qwen9","hiden_size":64}',
  ],
  reject: [
    {
      text: '{"model_type":"llama",«"num_kv_head"»:2}',
      message: /^Llama has no `num_kv_head`: .*`num_key_value_heads`/,
      fixed: '{"model_type":"llama","num_key_value_heads":2}',
    },
    {
      text: '{"dim":64,"n_layers":2,"n_heads":2,«"n_kv_head"»:1}',
      message:
        /^Llama params.json has no `n_kv_head`: it is refused, or never read, and `n_kv_heads` is missing/,
      fixed: '{"dim":64,"n_layers":2,"n_heads":2,"n_kv_heads":1}',
    },
    {
      language: 'yaml',
      text: 'MODEL_ARGS:\n  --num-layers: 2\n  --hidden-size: 64\n  --num-attention-heads: 4\n  --swiglu: true\n  «--num-query-group»: 2\n',
      message: /^Megatron-LM has no `--num-query-group`/,
      fixed:
        'MODEL_ARGS:\n  --num-layers: 2\n  --hidden-size: 64\n  --num-attention-heads: 4\n  --swiglu: true\n  --num-query-groups: 2\n',
    },
    {
      language: 'yaml',
      text: 'num-layers: 2\nhidden-size: 64\nnum-attention-heads: 4\npipe-parallel-size: 0\n«num-kv-head»: 2\n',
      message: /^GPT-NeoX has no `num-kv-head`: it is refused, or never read, and `num_kv_heads` is missing/,
      fixed:
        'num-layers: 2\nhidden-size: 64\nnum-attention-heads: 4\npipe-parallel-size: 0\nnum-kv-heads: 2\n',
    },
    {
      language: 'yaml',
      text: 'model:\n  d_model: 64\n  n_layers: 2\n  n_heads: 4\n  weight_tying: false\n  «mlp_hiden_size»: 256\n',
      message: /^OLMo has no `mlp_hiden_size`/,
      fixed:
        'model:\n  d_model: 64\n  n_layers: 2\n  n_heads: 4\n  weight_tying: false\n  mlp_hidden_size: 256\n',
    },
    {
      language: 'yaml',
      text: 'model_config:\n  n_embd: 64\n  n_layer: 2\n  n_head: 2\n  «n_query_group»: 1\n  padded_vocab_size: 128\n',
      message: /^LitGPT has no `n_query_group`/,
      fixed:
        'model_config:\n  n_embd: 64\n  n_layer: 2\n  n_head: 2\n  n_query_groups: 1\n  padded_vocab_size: 128\n',
    },
    {
      text: '{"model_type":"llama",«"num_key_value_head"»:8}',
      message: /^Llama has no `num_key_value_head`.*default of `num_key_value_heads` applies/,
      fixed: '{"model_type":"llama","num_key_value_heads":8}',
    },
    {
      text: '{"model_type":"gemma3","text_config":{"model_type":"gemma3_text",«"hiden_size"»:64,«"slidingWindow"»:512}}',
      message: [/`hidden_size`/, /`sliding_window`/],
    },
    { text: '{"model_type":"qwen3_next",«"layer_type"»:["full_attention"], "hid', message: /`layer_types`/ },
    {
      text: '{"model_type":"mixtral",«"num_experts_per_tk"»:2}',
      message: /`num_experts_per_tok`/,
      fixed: '{"model_type":"mixtral","num_experts_per_tok":2}',
    },
    {
      language: 'yaml',
      text: 'model_type: llama\n«hidden-size»: 64 # small\n',
      message: /`hidden_size`/,
      fixed: 'model_type: llama\nhidden_size: 64 # small\n',
    },
  ],
});
