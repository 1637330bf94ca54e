import type { FeedForward } from '../feedforward/feedforward';
import type { LatentGeometry } from '../mixers/mla';
import { checkHeadsDivideWidth, readMoe, readSharedWidth } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward, sparseFrom, type DecoderFacts } from './decoder-family';
import type { Fields } from './fields';

export interface LatentDefaults {
  readonly heads: number;
  readonly queryRank?: number;
  readonly queryRankNeeded?: boolean;
  /** DeepSeek's own unless said: 512, 128, 64 and 128. */
  readonly keyValueRank?: number;
  readonly nopeDim?: number;
  readonly ropeDim?: number;
  readonly valueDim?: number;
}

/** The dimensions of latent attention, with DeepSeek's class defaults; null for `q_lora_rank` means no query rank. */
export function readLatentAttention(fields: Fields, defaults: LatentDefaults): LatentGeometry {
  const queryRank =
    defaults.queryRankNeeded || fields.node('q_lora_rank') === undefined
      ? defaults.queryRank === undefined
        ? undefined
        : fields.count('q_lora_rank', defaults.queryRank)
      : fields.optionalCount('q_lora_rank');
  return {
    heads: fields.count('num_attention_heads', defaults.heads),
    ...(queryRank !== undefined && { queryRank }),
    keyValueRank: fields.count('kv_lora_rank', defaults.keyValueRank ?? 512),
    nopeDim: fields.count('qk_nope_head_dim', defaults.nopeDim ?? 128),
    ropeDim: fields.count('qk_rope_head_dim', defaults.ropeDim ?? 64, defaults.ropeDim === 0 ? 0 : 1),
    valueDim: fields.count('v_head_dim', defaults.valueDim ?? 128),
    bias: fields.flag('attention_bias', false),
  };
}

export interface DeepseekMoeDefaults {
  readonly experts: number;
  readonly expertsPerToken?: number;
  readonly expertWidth: number;
  readonly sharedExperts: number;
}

/** Routed experts beside shared ones of the same width, without biases. */
export function readDeepseekMoe(fields: Fields, defaults: DeepseekMoeDefaults): FeedForward {
  const moe = readMoe(fields, {
    experts: ['n_routed_experts', defaults.experts],
    expertsPerToken: ['num_experts_per_tok', defaults.expertsPerToken],
    expertWidth: ['moe_intermediate_size', defaults.expertWidth],
  });
  const sharedWidth = readSharedWidth(fields, ['n_shared_experts', defaults.sharedExperts], moe.expertWidth);
  return { ...moe, sharedWidth };
}

/** DeepSeek-V2 and V2-Lite (transformers, `DeepseekV2Config`). */
export const deepseekV2 = decoderFamily({
  id: 'deepseek_v2',
  title: 'DeepSeek-V2',
  modelTypes: ['deepseek_v2'],
  architectures: ['DeepseekV2'],
  aliases: { n_routed_experts: ['num_experts', 'n_routed_experts'] },
  sizes: { hidden: 4096, vocabulary: 102_400, layers: 32 },
  check: (fields) =>
    checkHeadsDivideWidth(fields, fields.count('hidden_size', 4096), fields.count('num_attention_heads', 32)),
  mixers: {
    full_attention: (fields) => ({
      kind: 'mla',
      ...readLatentAttention(fields, { heads: 32, queryRank: 1536 }),
    }),
  },
  feedForward: mixedFeedForward({
    sparse: sparseFrom('first_k_dense_replace', 0),
    moe: (fields) => readDeepseekMoe(fields, { experts: 64, expertWidth: 1407, sharedExperts: 2 }),
    dense: gatedMlp(11_008, 'mlp_bias'),
  }),
});

const v3Moe = { experts: 256, expertsPerToken: 8, expertWidth: 2048, sharedExperts: 1 };

/** `DeepseekV3Config` of transformers. */
const v3 = {
  aliases: { n_routed_experts: ['num_local_experts', 'n_routed_experts'] },
  sizes: { hidden: 7168, vocabulary: 129_280, layers: 61 },
  mixers: {
    full_attention: (fields) => ({
      kind: 'mla',
      ...readLatentAttention(fields, { heads: 128, queryRank: 1536 }),
    }),
  },
  feedForward: mixedFeedForward({
    sparse: sparseFrom('first_k_dense_replace', 3),
    moe: (fields) => readDeepseekMoe(fields, v3Moe),
    dense: gatedMlp(18_432),
  }),
} satisfies Partial<DecoderFacts>;

/** DeepSeek-V3, V3.1 and R1. */
export const deepseekV3 = decoderFamily({
  ...v3,
  id: 'deepseek_v3',
  title: 'DeepSeek-V3',
  modelTypes: ['deepseek_v3'],
  architectures: ['DeepseekV3'],
});

/** Kimi K2, which transformers builds with the class of DeepSeek-V3 (`Kimi_K25Config`), as its makers do. */
export const kimiK2 = decoderFamily({
  ...v3,
  id: 'kimi_k2',
  title: 'Kimi K2',
  modelTypes: ['kimi_k2', 'kimi_k25'],
  architectures: ['KimiK2', 'KimiK25', 'Kimi_K25'],
});

/** DeepSeek-V3.2 (transformers, `DeepseekV32Config`): V3 with an indexer in every layer. */
export const deepseekV32 = decoderFamily({
  id: 'deepseek_v32',
  title: 'DeepSeek-V3.2',
  modelTypes: ['deepseek_v32'],
  architectures: ['DeepseekV32'],
  aliases: { n_routed_experts: ['num_local_experts', 'num_experts', 'n_routed_experts'] },
  sizes: { hidden: 7168, vocabulary: 129_280, layers: 61 },
  pattern: () => ({ type: () => 'indexed_attention' }),
  mixers: {
    indexed_attention: (fields) => ({
      kind: 'dsa',
      ...readLatentAttention(fields, { heads: 128, queryRank: 1536, queryRankNeeded: true }),
      indexHeads: fields.count('index_n_heads', 64),
      indexDim: fields.count('index_head_dim', 128),
      topTokens: fields.count('index_topk', 2048),
      ownsIndexer: true,
    }),
  },
  feedForward: mixedFeedForward({
    sparse: readMlpLayerTypes({ first: 'first_k_dense_replace', fallback: 3 }),
    moe: (fields) => readDeepseekMoe(fields, v3Moe),
    dense: gatedMlp(18_432),
  }),
});

/**
 * `mlp_layer_types` where written, else dense below layer `first` (transformers, `DeepseekV32Config`), which some
 * classes fix instead of reading a key.
 */
export function readMlpLayerTypes(rule: { readonly first?: string; readonly fallback: number }) {
  return (fields: Fields, layerCount: number): ((index: number) => boolean) => {
    const types = fields.has('mlp_layer_types')
      ? fields.list('mlp_layer_types')?.map((item) => (item.type === 'scalar' ? item.value : undefined))
      : undefined;
    if (!types) {
      return rule.first === undefined
        ? (index) => index >= rule.fallback
        : sparseFrom(rule.first, rule.fallback)(fields);
    }
    if (types.length !== layerCount || !types.every((type) => type === 'sparse' || type === 'dense')) {
      fields.report(
        'conflict',
        'mlp_layer_types',
        `\`mlp_layer_types\` must hold "dense" or "sparse" for each of the ${layerCount} layers.`,
      );
    }
    return (index) => types[index] === 'sparse';
  };
}
