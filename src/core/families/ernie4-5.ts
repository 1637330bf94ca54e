import type { AttentionGeometry } from '../mixers/attention';
import { readMoe, readSharedWidth } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward, type DecoderFacts } from './decoder-family';
import type { Fields } from './fields';

const shared = {
  sizes: { hidden: 1024, vocabulary: 103_424, layers: 18 },
  tied: true,
} satisfies Partial<DecoderFacts>;

const more = (fields: Fields): Partial<AttentionGeometry> => {
  const bias = fields.flag('use_bias', false);
  return { queryKeyValueBias: bias, outputBias: bias };
};

/** ERNIE 4.5, dense (transformers, `Ernie4_5Config`). */
export const ernie45 = decoderFamily({
  ...shared,
  id: 'ernie4_5',
  title: 'ERNIE 4.5',
  modelTypes: ['ernie4_5'],
  architectures: ['Ernie4_5'],
  attention: {
    queryHeads: 16,
    keyValueHeads: 2,
    headDim: 128,
    nullable: ['num_key_value_heads', 'head_dim'],
    more,
  },
  feedForward: gatedMlp(3072, 'use_bias'),
});

/** ERNIE 4.5 with experts (transformers, `Ernie4_5_MoeConfig`). */
export const ernie45Moe = decoderFamily({
  ...shared,
  id: 'ernie4_5_moe',
  title: 'ERNIE 4.5 (MoE)',
  modelTypes: ['ernie4_5_moe'],
  architectures: ['Ernie4_5_Moe'],
  aliases: { moe_num_experts: ['num_experts', 'moe_num_experts'], moe_k: ['num_experts_per_tok', 'moe_k'] },
  sizes: { hidden: 2560, vocabulary: 103_424, layers: 28 },
  attention: { queryHeads: 20, keyValueHeads: 4, more },
  feedForward: mixedFeedForward({
    sparse: readMoeLayers,
    moe: (fields) => {
      const moe = readMoe(fields, {
        experts: ['moe_num_experts', 64],
        expertsPerToken: ['moe_k', 6],
        expertWidth: ['moe_intermediate_size', 1536],
      });
      const sharedWidth = readSharedWidth(fields, ['moe_num_shared_experts', 2], moe.expertWidth);
      // Shared experts are a feed-forward as in dense layers, with its biases; routed ones have none.
      const hasBias = sharedWidth > 0 && fields.flag('use_bias', false);
      const biases = hasBias ? 2 * sharedWidth + fields.count('hidden_size', 2560) : 0;
      // The router's correction is a weight here (`moe_statics`), not a buffer.
      return { ...moe, sharedWidth, extraParameters: moe.experts + biases };
    },
    dense: gatedMlp(12_288, 'use_bias'),
  }),
  extras: (fields) => ({ headBias: fields.flag('use_bias', false) }),
});

/** From `moe_layer_start_index` to `moe_layer_end_index` (−1: the last), every `moe_layer_interval`-th layer. */
function readMoeLayers(fields: Fields, layerCount: number): (index: number) => boolean {
  const first = fields.count('moe_layer_start_index', 1, 0);
  const end = fields.count('moe_layer_end_index', -1, -1);
  const last = end === -1 ? layerCount - 1 : end;
  const interval = fields.count('moe_layer_interval', 1);
  return (index) => (index + 1) % interval === 0 && index >= first && index <= last;
}
