/**
 * What Primus's own base files set, which a model file that `extends` them does not repeat (AMD-AGI/Primus,
 * primus/configs/models/megatron/*_base.yaml and language_model.yaml): as far as it decides layers or weights.
 */
import type { Scalar } from '../document/node';

type Keys = Readonly<Record<string, Scalar>>;

const language: Keys = {
  swiglu: true,
  add_bias_linear: false,
  untie_embeddings_and_output_weights: true,
  position_embedding_type: 'learned_absolute',
};

const llama: Keys = { ...language, normalization: 'RMSNorm', position_embedding_type: 'rope' };
const grouped: Keys = { ...llama, group_query_attention: true };
const latent: Keys = {
  ...llama,
  multi_latent_attention: true,
  qk_layernorm: true,
  moe_layer_freq: 1,
  moe_router_topk: 6,
};

const bases: Readonly<Record<string, Keys>> = {
  'language_model.yaml': language,
  'hybrid_model_base.yaml': language,
  'mamba_base.yaml': {
    ...language,
    swiglu: false,
    untie_embeddings_and_output_weights: false,
    position_embedding_type: 'rope',
  },
  'llama_base.yaml': llama,
  'llama2_base.yaml': { ...llama, max_position_embeddings: 4096 },
  'llama3_base.yaml': { ...grouped, max_position_embeddings: 8192 },
  'llama4_base.yaml': { ...grouped, num_query_groups: 8, moe_router_topk: 1 },
  'mixtral_base.yaml': { ...grouped, num_query_groups: 8, num_experts: 8, moe_router_topk: 2 },
  'qwen2.5_base.yaml': { ...grouped, max_position_embeddings: 131_072 },
  'deepseek_v2_base.yaml': latent,
  'deepseek_v3_base.yaml': latent,
  'deepseek_v4_base.yaml': {
    ...llama,
    model_type: 'deepseek_v4',
    hc_mult: 4,
    index_topk: 512,
    index_head_dim: 128,
    index_n_heads: 64,
    attn_sliding_window: 128,
    o_groups: 8,
    o_lora_rank: 1024,
    moe_router_topk: 6,
    num_hash_layers: 3,
    mtp_num_layers: 1,
  },
};

/** The keys that a base file sets; undefined for a file that is not Primus's, or builds a whole model itself. */
export function primusBase(path: string): Keys | undefined {
  return bases[path.split('/').at(-1) ?? ''];
}
