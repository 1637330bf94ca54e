/** The real configs among the fixtures. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { analyse } from '../../../src/core/analyse';
import { huggingface } from '../../../src/core/dialects/huggingface';
import type { ModelConfig } from '../../../src/core/dialects/dialect';
import { parseDocument } from '../../../src/core/document/parse';

export interface RealConfig {
  readonly name: string;
  readonly config: ModelConfig;
}

const folders = ['test/fixtures/configs', 'test/fixtures/workspace'];

export function realConfigs(): RealConfig[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.json') && basename(name) !== 'package.json')
        .sort()
        .map((name) => join(folder, name)),
    )
    .flatMap((name) => {
      const config = configOf(readFileSync(name, 'utf8'));
      return config ? [{ name, config }] : [];
    });
}

/** Those of other dialects, and texts in the shape that their tools write where none is published among the fixtures. */
export function dialectConfigs(): RealConfig[] {
  const files = readdirSync(folders[0]!, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:json|ya?ml)$/.test(name))
    .sort()
    .map((name) => [name, readFileSync(join(folders[0]!, name), 'utf8')] as const);
  return [...files, ...written].flatMap(([name, text]) => {
    const { recognition } = analyse(text, name.endsWith('.json') ? 'json' : 'yaml');
    return recognition.status === 'model' && recognition.config.dialect !== 'huggingface'
      ? [{ name, config: recognition.config }]
      : [];
  });
}

/** In shape: Mistral's own params.json of Mixtral and Mistral Large 3, a LitGPT checkpoint's file, a dump of GGUF metadata. */
const written: readonly (readonly [name: string, text: string])[] = [
  [
    'mixtral/params.json',
    '{ "dim": 4096, "n_layers": 32, "head_dim": 128, "hidden_dim": 14336, "n_heads": 32, "n_kv_heads": 8, "norm_eps": 1e-05, "vocab_size": 32000, "moe": { "num_experts_per_tok": 2, "num_experts": 8 } }',
  ],
  [
    'mistral-latent/params.json',
    `{
  "dim": 7168, "n_layers": 61, "head_dim": 128, "hidden_dim": 16384, "n_heads": 128, "n_kv_heads": 128,
  "norm_eps": 1e-06, "vocab_size": 131072, "rope_theta": 10000.0, "tied_embeddings": false,
  "max_position_embeddings": 294912, "q_lora_rank": 1536, "qk_rope_head_dim": 64, "qk_nope_head_dim": 128,
  "kv_lora_rank": 512, "v_head_dim": 128,
  "llama_4_scaling": { "original_max_position_embeddings": 8192, "beta": 0.1 },
  "yarn": { "original_max_position_embeddings": 8192, "factor": 36, "apply_scale": false, "beta": 32, "alpha": 1 },
  "moe": {
    "expert_hidden_dim": 4096, "first_k_dense_replace": 3, "num_expert_groups": 1, "num_expert_groups_per_tok": 1,
    "num_experts": 128, "num_experts_per_tok": 4, "num_shared_experts": 1, "route_every_n": 1, "routed_scale": 1.0
  }
}`,
  ],
  [
    'litgpt/model_config.yaml',
    `attention_logit_softcapping: null
attention_scores_scalar: null
attn_bias: false
bias: false
block_size: 2048
final_logit_softcapping: null
gelu_approximate: none
head_size: 64
hf_config:
  name: TinyLlama-1.1B-intermediate-step-1431k-3T
  org: TinyLlama
intermediate_size: 5632
lm_head_bias: false
mlp_class_name: LLaMAMLP
n_embd: 2048
n_expert: 0
n_expert_per_token: 0
n_head: 32
n_layer: 22
n_query_groups: 4
name: tiny-llama-1.1b
norm_class_name: RMSNorm
norm_eps: 1.0e-05
padded_vocab_size: 32000
padding_multiple: 64
parallel_residual: false
post_attention_norm: false
post_mlp_norm: false
rope_base: 10000
rope_condense_ratio: 1
rotary_percentage: 1.0
scale_embeddings: false
shared_attention_norm: false
sliding_window_size: null
vocab_size: 32000
`,
  ],
  [
    'gguf/llama-3.1-8b.json',
    `{
  "version": 3, "tensor_count": 292, "kv_count": 29, "general.architecture": "llama", "general.type": "model",
  "general.name": "Llama 3.1 8B", "general.size_label": "8B", "general.file_type": 15, "general.quantization_version": 2,
  "llama.block_count": 32, "llama.context_length": 131072, "llama.embedding_length": 4096, "llama.vocab_size": 128256,
  "llama.feed_forward_length": 14336, "llama.attention.head_count": 32, "llama.attention.head_count_kv": 8,
  "llama.attention.layer_norm_rms_epsilon": 1e-05, "llama.rope.freq_base": 500000, "llama.rope.dimension_count": 128,
  "tokenizer.ggml.model": "gpt2", "tokenizer.ggml.pre": "llama-bpe", "tokenizer.ggml.bos_token_id": 128000
}`,
  ],
];

export function configOf(text: string): ModelConfig | undefined {
  return huggingface.read(parseDocument(text, 'json'));
}
