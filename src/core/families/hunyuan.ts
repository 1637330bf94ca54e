import type { FeedForward } from '../feedforward/feedforward';
import { readAttentionBias } from './decoder';
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
  aliases: { moe_topk: ['num_experts_per_tok'], num_experts: ['num_local_experts'] },
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
