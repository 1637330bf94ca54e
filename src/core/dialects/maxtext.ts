import { isObject } from '../document/node';
import type { Scalar } from '../document/node';
import type { Caveats, Dialect } from './dialect';
import { Canonical, decline, familyOf, shown, Source } from './source';

/**
 * MaxText's model YAML (src/maxtext/configs/models/*.yml; what is left out is from base.yml). `decoder_block` names
 * the layer, so each is the family of the same make, under MaxText's names for the fields.
 */
export const maxtext: Dialect = {
  id: 'maxtext',
  title: 'MaxText',
  read(document) {
    const { root } = document;
    if (!isObject(root) || !root.members.has('base_emb_dim')) return undefined;
    const source = new Source().add(root, '');
    const name = source.text('decoder_block') ?? 'llama2';
    const block = blocks[name];
    const what = 'MaxText config';
    if (!block) return decline(what, `its decoder_block ${shown(name)} is not known to Layerwise`);
    if ((source.number('global_parameter_scale') ?? 1) !== 1) {
      return decline(
        what,
        'global_parameter_scale is not 1, and what it scales by how much is MaxText’s own affair',
      );
    }
    const id = typeof block.family === 'string' ? block.family : block.family(source);
    const family = familyOf(id);
    if (!family) return decline(what, `${id} is not known to Layerwise yet`);
    const fields = new Canonical(source).take({ ...names, ...block.names });
    // base.yml's default: no window, which types.py refuses for this kind of attention alone.
    if (source.number('sliding_window_size') === 0 && source.text('attention_type') !== 'local_sliding')
      fields.drop('sliding_window');
    for (const [field, value] of Object.entries(block.implied?.(source) ?? {})) {
      fields.imply(field, value, 'decoder_block', 'base_emb_dim');
    }
    const layers = source.count('base_num_decoder_layers');
    const perBlock = block.layersPerBlock ?? 1;
    if (layers !== undefined && perBlock > 1) {
      fields.replace('num_hidden_layers', layers * perBlock, 'base_num_decoder_layers');
    }
    for (const [field, value] of Object.entries(baseYml))
      fields.imply(field, value, 'decoder_block', 'base_emb_dim');
    fields.imply('tie_word_embeddings', false, 'decoder_block');
    return fields.config(document, 'maxtext', { family, caveats: caveats(source, perBlock) });
  },
};

const names = {
  hidden_size: 'base_emb_dim',
  num_hidden_layers: 'base_num_decoder_layers',
  num_attention_heads: 'base_num_query_heads',
  num_key_value_heads: 'base_num_kv_heads',
  intermediate_size: 'base_mlp_dim',
  head_dim: 'head_dim',
  vocab_size: 'vocab_size',
  max_position_embeddings: ['max_position_embeddings', 'max_target_length'],
  tie_word_embeddings: 'logits_via_embedding',
  sliding_window: 'sliding_window_size',
  attention_bias: 'attention_bias',
} as const;

/** base.yml. */
const baseYml = {
  num_hidden_layers: 16,
  num_attention_heads: 16,
  num_key_value_heads: 16,
  intermediate_size: 7168,
  head_dim: 128,
  vocab_size: 32_000,
} as const;

interface Block {
  /** Id of the family. */
  readonly family: string | ((source: Source) => string);
  readonly names?: Readonly<Record<string, string | readonly string[]>>;
  /** What the block is without a key that says so. */
  readonly implied?: (source: Source) => Readonly<Record<string, Scalar | undefined>>;
  /** Layers that `base_num_decoder_layers` counts as one. */
  readonly layersPerBlock?: number;
}

const gatedDeltanet = {
  linear_num_key_heads: 'gdn_num_key_heads',
  linear_num_value_heads: 'gdn_num_value_heads',
  linear_key_head_dim: 'gdn_key_head_dim',
  linear_value_head_dim: 'gdn_value_head_dim',
  linear_conv_kernel_dim: 'gdn_conv_kernel_dim',
  full_attention_interval: 'inhomogeneous_layer_cycle_interval',
  num_experts: 'num_experts',
  num_experts_per_tok: 'num_experts_per_tok',
  moe_intermediate_size: 'base_moe_mlp_dim',
};

const linearHybrid: Omit<Block, 'family'> = {
  names: gatedDeltanet,
  implied: (source) => ({
    linear_num_key_heads: 16,
    linear_num_value_heads: 32,
    linear_key_head_dim: 128,
    linear_value_head_dim: 128,
    linear_conv_kernel_dim: 4,
    full_attention_interval: 1,
    decoder_sparse_step: 1,
    attention_bias: false,
    shared_expert_intermediate_size: sharedWidth(source),
  }),
};

const sharedWidth = (source: Source): number =>
  (source.count('shared_experts') ?? 0) * (source.count('base_moe_mlp_dim') ?? 0);

const latent = {
  q_lora_rank: 'q_lora_rank',
  kv_lora_rank: 'kv_lora_rank',
  qk_nope_head_dim: 'qk_nope_head_dim',
  qk_rope_head_dim: 'qk_rope_head_dim',
  v_head_dim: 'v_head_dim',
  index_n_heads: 'indexer_n_heads',
  index_head_dim: 'indexer_head_dim',
  index_topk: 'indexer_topk',
  n_routed_experts: 'num_experts',
  num_experts_per_tok: 'num_experts_per_tok',
  n_shared_experts: 'shared_experts',
  moe_intermediate_size: 'base_moe_mlp_dim',
  first_k_dense_replace: 'first_num_dense_layers',
};

const blocks: Readonly<Record<string, Block>> = {
  default: { family: 'llama', implied: () => ({ mlp_bias: false, attention_bias: false }) },
  llama2: { family: 'llama', implied: () => ({ mlp_bias: false, attention_bias: false }) },
  mistral: { family: 'mistral', implied: () => ({ sliding_window: null }) },
  mixtral: {
    family: 'mixtral',
    names: {
      num_local_experts: 'num_experts',
      num_experts_per_tok: 'num_experts_per_tok',
      intermediate_size: ['base_moe_mlp_dim', 'base_mlp_dim'],
    },
    implied: () => ({ sliding_window: null }),
  },
  deepseek: {
    family: (source) =>
      source.flag('use_indexer')
        ? 'deepseek_v32'
        : source.text('routed_score_func') === 'sigmoid'
          ? 'deepseek_v3'
          : 'deepseek_v2',
    names: latent,
    implied: (source) => ({
      ...((source.number('q_lora_rank') ?? 0) === 0 && { q_lora_rank: null }),
      kv_lora_rank: 512,
      qk_nope_head_dim: 128,
      qk_rope_head_dim: 64,
      v_head_dim: 128,
      n_shared_experts: 0,
      first_k_dense_replace: 0,
      attention_bias: false,
      mlp_bias: false,
    }),
  },
  deepseek4: {
    family: 'deepseek_v4',
    names: {
      ...latent,
      hc_mult: 'mhc_expansion_rate',
      num_hash_layers: 'first_num_hash_layers',
      compress_ratios: 'compress_ratios',
      o_groups: 'o_groups',
      o_lora_rank: 'o_lora_rank',
    },
  },
  gemma: { family: 'gemma', implied: () => ({ tie_word_embeddings: true, attention_bias: false }) },
  // A block is a local and a global layer.
  gemma2: { family: 'gemma2', layersPerBlock: 2, implied: () => ({ attention_bias: false }) },
  gemma3: { family: 'gemma3', implied: () => ({ attention_bias: false, sliding_window_pattern: 6 }) },
  gemma4: {
    family: 'gemma4',
    names: {
      global_head_dim: 'global_head_dim',
      num_global_key_value_heads: 'global_num_kv_heads',
      attention_k_eq_v: 'share_kv_projections',
      num_experts: 'num_experts',
      top_k_experts: 'num_experts_per_tok',
      moe_intermediate_size: 'base_moe_mlp_dim',
    },
    implied: (source) => ({
      enable_moe_block: (source.count('num_experts') ?? 1) > 1,
      hidden_size_per_layer_input: source.count('hidden_size_per_layer_input') ?? 0,
      num_kv_shared_layers: 0,
      attention_bias: false,
      use_double_wide_mlp: false,
    }),
  },
  qwen2: { family: 'qwen2', implied: () => ({ use_sliding_window: false }) },
  qwen3: { family: 'qwen3', implied: () => ({ use_sliding_window: false, attention_bias: false }) },
  qwen3_moe: {
    family: 'qwen3_moe',
    names: {
      num_experts: 'num_experts',
      num_experts_per_tok: 'num_experts_per_tok',
      moe_intermediate_size: 'base_moe_mlp_dim',
    },
    implied: () => ({ decoder_sparse_step: 1, use_sliding_window: false, attention_bias: false }),
  },
  qwen3_next: { family: 'qwen3_next', ...linearHybrid },
  qwen3_5: {
    family: (source) => ((source.count('num_experts') ?? 1) > 1 ? 'qwen3_5_moe' : 'qwen3_5'),
    ...linearHybrid,
  },
  gpt_oss: {
    family: 'gpt_oss',
    names: { num_local_experts: 'num_experts', num_experts_per_tok: 'num_experts_per_tok' },
    implied: () => ({ attention_bias: true }),
  },
  llama4: {
    family: 'llama4',
    names: {
      num_local_experts: 'num_experts',
      num_experts_per_tok: 'num_experts_per_tok',
      intermediate_size: ['base_moe_mlp_dim', 'base_mlp_dim'],
      intermediate_size_mlp: 'base_mlp_dim',
      interleave_moe_layer_step: 'interleave_moe_layer_step',
      no_rope_layer_interval: 'nope_layer_interval',
      attention_chunk_size: 'chunk_attn_window_size',
      use_qk_norm: 'use_qk_norm',
    },
    implied: () => ({ attention_bias: false }),
  },
  olmo3: { family: 'olmo3', implied: () => ({ attention_bias: false }) },
};

function caveats(source: Source, layersPerBlock: number): Caveats {
  const vision = source.has('vision_encoder_block');
  return {
    notes: [
      ...(layersPerBlock > 1
        ? [`A decoder block is ${layersPerBlock} layers, so there are twice as many as written.`]
        : []),
      ...(vision ? ['The vision encoder is left out: parameters are those of the text model.'] : []),
    ],
    ...(vision && { inexact: 'the vision encoder is not counted' }),
  };
}
