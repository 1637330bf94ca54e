/** What other formats call the fields of a Hugging Face config. */
import { editDistance } from '../nearest';

/** Names of Meta's and Mistral's params.json, GPT-NeoX, Megatron, LitGPT, OLMo and x-transformers, by what they mean. */
const foreignNames: Readonly<Record<string, string>> = {
  num_hidden_layers: 'n_layers n_layer num_layers nlayers n_blocks num_blocks',
  hidden_size: 'dim d_model n_embd n_embed emb_dim embed_dim model_dim',
  intermediate_size: 'hidden_dim inter_dim ffn_dim d_ff ffn_hidden_size mlp_hidden_size n_inner',
  num_attention_heads: 'n_heads n_head num_heads nheads',
  num_key_value_heads: 'n_kv_heads n_kv_head num_kv_heads num_query_groups n_query_groups n_head_kv kv_heads',
  head_dim: 'kv_channels head_size dim_head d_head',
  vocab_size: 'n_vocab vocabulary_size padded_vocab_size',
  max_position_embeddings: 'max_seq_len max_seq_length n_ctx n_positions context_length',
  sliding_window: 'window_size sliding_window_size',
  rms_norm_eps: 'norm_eps norm_epsilon layernorm_epsilon',
  rope_theta: 'rotary_base rope_base rotary_emb_base',
  tie_word_embeddings: 'tie_embeddings tied_embeddings weight_tying',
  num_experts_per_tok: 'num_experts_per_token moe_router_topk num_activated_experts n_activated_experts',
};
const meanings = new Map(
  Object.entries(foreignNames).flatMap(([name, others]) =>
    others.split(' ').map((other) => [other, name] as const),
  ),
);

/** The Hugging Face name of what another format calls so. */
export function meaningOf(key: string): string | undefined {
  return meanings.get(key);
}

/** The same for a name with one letter too many, too few, or another; short names are near to too much. */
export function meaningOfSlip(key: string): string | undefined {
  const near = [...meanings.keys()].filter((name) => name.length >= 8 && editDistance(name, key, 1) === 1);
  const [meant, ...others] = new Set(near.map((name) => meanings.get(name)));
  return others.length === 0 ? meant : undefined;
}
