import type { FeedForward } from '../feedforward/feedforward';
import type { AttentionGeometry } from '../mixers/attention';
import { dense, readAttention, readAttentionBias } from './decoder';
import { decoderFamily, gatedMlp, type DecoderFacts, type SoftmaxFacts } from './decoder-family';
import type { Fields } from './fields';

const attention = {
  queryHeads: 32,
  nullable: ['num_key_value_heads'],
  more: (fields) => ({ ...readAttentionBias(fields), queryKeyNorm: 'head' }),
} satisfies SoftmaxFacts;

const shared = {
  sizes: { hidden: 4096, vocabulary: 290_943, layers: 32 },
  attention,
  // Null is the class's default, with which its rotary positions can't be built.
  check: (fields) => void fields.count('head_dim'),
} satisfies Partial<DecoderFacts>;

/** Hunyuan, dense (transformers, `HunYuanDenseV1Config`). */
export const hunyuanDense = decoderFamily({
  ...shared,
  id: 'hunyuan_v1_dense',
  title: 'Hunyuan',
  modelTypes: ['hunyuan_v1_dense'],
  architectures: ['HunYuanDenseV1'],
  feedForward: gatedMlp(11_008),
});

/**
 * Hunyuan with experts (transformers, `HunYuanMoEV1Config`): all of them, and the one that every token passes, as
 * wide as `intermediate_size`. The class shares no keys and values between layers, whatever `use_cla` says.
 */
export const hunyuanMoe = decoderFamily({
  ...shared,
  id: 'hunyuan_v1_moe',
  title: 'Hunyuan-A13B',
  modelTypes: ['hunyuan_v1_moe'],
  architectures: ['HunYuanMoEV1'],
  aliases: {
    moe_topk: ['num_experts_per_tok', 'moe_topk'],
    num_experts: ['num_local_experts', 'num_experts'],
  },
  feedForward: readHunyuanMoe,
});

/** `moe_topk` may be a list with one entry per layer. */
function readHunyuanMoe(fields: Fields): FeedForward | ((index: number) => FeedForward) {
  const expertWidth = fields.count('intermediate_size', 11_008);
  const experts = fields.count('num_experts', 1);
  const moe = (expertsPerToken: number): FeedForward => ({
    kind: 'moe',
    experts,
    expertsPerToken,
    expertWidth,
    gated: true,
    sharedWidth: expertWidth,
  });
  if (fields.node('moe_topk')?.type !== 'array') return moe(fields.count('moe_topk', 1));
  const perLayer = fields.integers('moe_topk') ?? [];
  return (index) => moe(Math.max(1, perLayer[index] ?? 1));
}

/**
 * Hunyuan-Large by its own code (Tencent, modeling_hunyuan.py, `HunYuanConfig`): with `use_cla` one layer in
 * `cla_share_factor` makes keys and values, and the layers up to the next read them.
 */
export const hunyuan = decoderFamily({
  id: 'hunyuan',
  title: 'Hunyuan-Large',
  modelTypes: ['hunyuan'],
  architectures: ['HunYuanFor'],
  aliases: { head_dim: ['attention_head_dim'], max_position_embeddings: ['model_max_length'] },
  sizes: { hidden: 4096, vocabulary: 290_943, layers: 32 },
  list: false,
  check: (fields) => {
    for (const key of ['use_mla', 'mamba']) {
      if (fields.flag(key, false)) {
        fields.report(
          'conflict',
          key,
          `\`${key}\` is true; Layerwise reads Hunyuan's softmax attention only.`,
        );
      }
    }
  },
  pattern: (fields) => {
    const factor = shareFactor(fields);
    return {
      type: (index) => (index % factor === 0 ? 'full_attention' : 'shared_attention'),
      ...(factor > 1 && { decidedBy: 'cla_share_factor' }),
    };
  },
  mixers: {
    full_attention: (fields, hiddenSize) => ({ kind: 'full', ...readOwnAttention(fields, hiddenSize) }),
    shared_attention: (fields, hiddenSize) => {
      const geometry = readOwnAttention(fields, hiddenSize);
      const factor = shareFactor(fields);
      // The norm on keys is built in every layer.
      const extraParameters = geometry.queryKeyNorm === undefined ? 0 : geometry.headDim;
      return (index) => ({
        kind: 'shared-kv',
        ...geometry,
        extraParameters,
        sourceLayer: index - (index % factor),
      });
    },
  },
  feedForward: readOwnFeedForward,
});

/** `cla_share_factor` alone shares nothing. */
function shareFactor(fields: Fields): number {
  return fields.flag('use_cla', false) ? fields.count('cla_share_factor', 1) : 1;
}

function readOwnAttention(fields: Fields, hiddenSize: number): AttentionGeometry {
  return {
    ...readAttention(fields, hiddenSize, {
      queryHeads: 32,
      nullable: ['num_key_value_heads', 'head_dim'],
    }),
    ...readAttentionBias(fields),
    ...(fields.flag('use_qk_norm', false) && { queryKeyNorm: 'head' as const }),
  };
}

/** A number for all layers, or a list with one per layer. */
function perLayer(fields: Fields, key: string, fallback: number): (index: number) => number {
  if (fields.node(key)?.type !== 'array') {
    const all = fields.optionalCount(key) ?? fallback;
    return () => all;
  }
  const list = fields.integers(key) ?? [];
  return (index) => Math.max(1, list[index] ?? 1);
}

/** One expert is a plain feed-forward; experts are as wide as `moe_intermediate_size`, else as that feed-forward. */
function readOwnFeedForward(fields: Fields): (index: number) => FeedForward {
  const width = fields.count('intermediate_size', 11_008);
  const experts = perLayer(fields, 'num_experts', 1);
  const expertsPerToken = perLayer(fields, 'moe_topk', 1);
  const expertWidth = perLayer(fields, 'moe_intermediate_size', width);
  const sharedExperts = perLayer(fields, 'num_shared_expert', 1);
  const hasShared = fields.flag('use_mixed_mlp_moe', false);
  const skipped = fields.count('moe_layer_num_skipped', 0, 0);
  const bias = fields.flag('mlp_bias', false);
  return (index) =>
    index < skipped || experts(index) === 1
      ? dense(width, { bias })
      : {
          kind: 'moe',
          experts: experts(index),
          expertsPerToken: expertsPerToken(index),
          expertWidth: expertWidth(index),
          gated: true,
          sharedWidth: hasShared ? sharedExperts(index) * expertWidth(index) : 0,
          expertBias: bias,
        };
}
