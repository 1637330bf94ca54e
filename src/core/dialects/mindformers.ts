import { isObject, memberValue } from '../document/node';
import { joinPointer } from '../document/pointer';
import { familyOf as byId, decline, Canonical, shown, Source } from './source';
import type { Dialect } from './dialect';

/**
 * MindFormers' YAML: `model.model_config` in names of its own or Hugging Face's, experts in a `moe_config` of the
 * whole file (mindspore-lab/mindformers, mindformers/models and research/deepseek3).
 */
export const mindformers: Dialect = {
  id: 'mindformers',
  title: 'MindFormers',
  read(document) {
    const { root } = document;
    const config = memberValue(memberValue(root, 'model'), 'model_config');
    if (!isObject(config)) return undefined;
    const own = ['context', 'runner_config', 'parallel_config', 'processor', 'moe_config', 'run_mode'];
    if (own.filter((key) => memberValue(root, key) !== undefined).length < 2) return undefined;
    const base = joinPointer('', 'model', 'model_config');
    const source = new Source(root).add(config, base).add(memberValue(root, 'moe_config'), '/moe_config');
    const name =
      source.text('type') ??
      new Source(root).add(memberValue(root, 'trainer'), '/trainer').text('model_name') ??
      '';
    const what = 'MindFormers config';
    const experts = (source.count('expert_num') ?? 1) > 1;
    const kind = kinds.find(({ is }) => is.test(name));
    const family = kind && byId(experts && kind.sparse !== undefined ? kind.sparse : kind.family);
    if (!family) return decline(what, `its model ${shown(name)} is not known to Layerwise`);
    const fields = new Canonical(source).take(names);
    fields
      .imply(
        'num_key_value_heads',
        source.count('num_heads', 'num_attention_heads'),
        'num_heads',
        'num_attention_heads',
      )
      .imply('n_shared_experts', 0, 'moe_config')
      .imply('tie_word_embeddings', false, 'hidden_size')
      .imply('attention_bias', false, 'hidden_size')
      .imply('mlp_bias', false, 'hidden_size')
      .imply('use_sliding_window', false, 'hidden_size')
      .imply('sliding_window', null, 'hidden_size');
    return fields.config(document, 'mindformers', { base, family });
  },
};

const kinds: readonly { readonly is: RegExp; readonly family: string; readonly sparse?: string }[] = [
  { is: /^DeepseekV3/i, family: 'deepseek_v3' },
  { is: /^DeepseekV2/i, family: 'deepseek_v2' },
  { is: /^Qwen3Moe/i, family: 'qwen3_moe' },
  { is: /^Qwen3/i, family: 'qwen3' },
  { is: /^Qwen2/i, family: 'qwen2' },
  // Mixtral is Llama with a moe_config.
  { is: /^Llama/i, family: 'llama', sparse: 'mixtral' },
];

const names = {
  hidden_size: 'hidden_size',
  intermediate_size: 'intermediate_size',
  num_hidden_layers: ['num_hidden_layers', 'num_layers'],
  num_attention_heads: ['num_attention_heads', 'num_heads'],
  num_key_value_heads: ['num_key_value_heads', 'n_kv_heads'],
  head_dim: 'head_dim',
  vocab_size: 'vocab_size',
  max_position_embeddings: ['max_position_embeddings', 'max_position_embedding', 'seq_length'],
  tie_word_embeddings: 'tie_word_embeddings',
  attention_bias: ['attention_bias', 'qkv_has_bias'],
  q_lora_rank: 'q_lora_rank',
  kv_lora_rank: 'kv_lora_rank',
  qk_nope_head_dim: 'qk_nope_head_dim',
  qk_rope_head_dim: 'qk_rope_head_dim',
  v_head_dim: 'v_head_dim',
  num_local_experts: 'expert_num',
  n_routed_experts: 'expert_num',
  num_experts: 'expert_num',
  num_experts_per_tok: 'num_experts_chosen',
  n_shared_experts: 'shared_expert_num',
  moe_intermediate_size: 'moe_intermediate_size',
  first_k_dense_replace: 'first_k_dense_replace',
} as const;
