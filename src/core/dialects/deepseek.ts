import { isObject } from '../document/node';
import type { Dialect } from './dialect';
import { Canonical, decline, familyOf, Source } from './source';

/**
 * DeepSeek's own inference code (DeepSeek-V3, inference/model.py, `ModelArgs`; V3.2-Exp the same with an indexer).
 * A query rank of 0 means none. The file does not say which model it is: experts scored by a softmax are V2's.
 */
export const deepseek: Dialect = {
  id: 'deepseek',
  title: 'DeepSeek inference',
  read(document) {
    const { root } = document;
    if (!isObject(root) || !root.members.has('inter_dim') || !root.members.has('n_layers')) return undefined;
    const source = new Source().add(root, '');
    const id = source.has('index_topk')
      ? 'deepseek_v32'
      : source.text('score_func') === 'sigmoid'
        ? 'deepseek_v3'
        : 'deepseek_v2';
    const family = familyOf(id);
    if (!family) return decline('DeepSeek inference config', `${id} is not known to Layerwise`);
    const fields = new Canonical(source).take({
      hidden_size: 'dim',
      intermediate_size: 'inter_dim',
      moe_intermediate_size: 'moe_inter_dim',
      num_hidden_layers: 'n_layers',
      num_attention_heads: 'n_heads',
      first_k_dense_replace: 'n_dense_layers',
      num_experts_per_tok: 'n_activated_experts',
      max_position_embeddings: 'max_seq_len',
      n_group: 'n_expert_groups',
      topk_group: 'n_limited_groups',
      vocab_size: 'vocab_size',
      n_routed_experts: 'n_routed_experts',
      n_shared_experts: 'n_shared_experts',
      kv_lora_rank: 'kv_lora_rank',
      qk_nope_head_dim: 'qk_nope_head_dim',
      qk_rope_head_dim: 'qk_rope_head_dim',
      v_head_dim: 'v_head_dim',
      index_n_heads: 'index_n_heads',
      index_head_dim: 'index_head_dim',
      index_topk: 'index_topk',
    });
    const rank = source.number('q_lora_rank') ?? 0;
    if (rank === 0) fields.imply('q_lora_rank', null, 'q_lora_rank', 'dim');
    else fields.take({ q_lora_rank: 'q_lora_rank' });
    for (const [name, value] of Object.entries(defaults)) fields.imply(name, value, 'dim');
    fields
      .imply('tie_word_embeddings', false, 'vocab_size')
      .imply('mlp_bias', false, 'dim')
      .imply('attention_bias', false, 'dim');
    return fields.config(document, 'deepseek', { family });
  },
};

/** `ModelArgs`. */
const defaults = {
  vocab_size: 102_400,
  hidden_size: 2048,
  intermediate_size: 10_944,
  moe_intermediate_size: 1408,
  num_hidden_layers: 27,
  first_k_dense_replace: 1,
  num_attention_heads: 16,
  n_routed_experts: 64,
  n_shared_experts: 2,
  num_experts_per_tok: 6,
  kv_lora_rank: 512,
  qk_nope_head_dim: 128,
  qk_rope_head_dim: 64,
  v_head_dim: 128,
  max_position_embeddings: 16_384,
};
