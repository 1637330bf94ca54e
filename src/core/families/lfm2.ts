import type { FeedForward } from '../feedforward/feedforward';
import type { ShortConvMixer } from '../mixers/short-conv';
import { dense, readMoe } from './decoder';
import {
  decoderFamily,
  gatedMlp,
  mixedFeedForward,
  sparseFrom,
  type DecoderFacts,
  type SoftmaxFacts,
} from './decoder-family';
import type { Fields } from './fields';

const shared = {
  mixers: { conv: readShortConv },
  tied: true,
} satisfies Partial<DecoderFacts>;

const attention: SoftmaxFacts = {
  queryHeads: 32,
  keyValueHeads: 8,
  more: () => ({ queryKeyNorm: 'head' }),
};

/**
 * LFM2 (transformers, `Lfm2Config`): gated short convolutions with attention in the layers of `full_attn_idxs`.
 * Without that list, and without `layer_types`, every layer is attention.
 */
export const lfm2 = decoderFamily({
  ...shared,
  id: 'lfm2',
  title: 'LFM2',
  modelTypes: ['lfm2', 'lfm2_vl'],
  architectures: ['Lfm2', 'Lfm2Vl'],
  aliases: { tie_word_embeddings: ['tie_embedding', 'tie_word_embeddings'] },
  publishedRatio: { ratio: '5:3', source: 'LFM2 Technical Report (2025), the 1.2B' },
  sizes: { hidden: 2560, vocabulary: 65_536, layers: 32 },
  attention,
  pattern: (fields) => {
    const indices = fields.has('full_attn_idxs') ? new Set(fields.integers('full_attn_idxs')) : undefined;
    return {
      type: (index) => (!indices || indices.has(index) ? 'full_attention' : 'conv'),
      decidedBy: 'full_attn_idxs',
    };
  },
  feedForward: readAdjustedMlp,
});

/** LFM2 with experts (transformers, `Lfm2MoeConfig`), which can't be built without `layer_types`. */
export const lfm2Moe = decoderFamily({
  ...shared,
  id: 'lfm2_moe',
  title: 'LFM2-MoE',
  modelTypes: ['lfm2_moe'],
  architectures: ['Lfm2Moe'],
  aliases: { tie_word_embeddings: ['tie_embedding', 'tie_word_embeddings'] },
  publishedRatio: { ratio: '3:1', source: 'LFM2-8B-A1B config.json' },
  sizes: { hidden: 2048, vocabulary: 65_536, layers: 32 },
  attention,
  pattern: (fields) => {
    if (!fields.has('layer_types')) {
      fields.report('missing', 'layer_types', 'Without `layer_types` the class cannot be built.');
    }
    return { type: () => 'conv' };
  },
  feedForward: mixedFeedForward({
    sparse: sparseFrom('num_dense_layers', 2),
    moe: (fields) =>
      readMoe(fields, {
        experts: ['num_experts', 32],
        expertsPerToken: ['num_experts_per_tok', 4],
        expertWidth: ['moe_intermediate_size', 1792],
      }),
    dense: gatedMlp(7168),
  }),
});

function readShortConv(fields: Fields, hiddenSize: number): ShortConvMixer {
  return {
    kind: 'short-conv',
    channels: hiddenSize,
    kernel: fields.count('conv_L_cache', 3),
    bias: fields.flag('conv_bias', false),
  };
}

/**
 * Two thirds of the width that the config gives, rounded up to a multiple, unless `block_auto_adjust_ff_dim` is false
 * (transformers, `Lfm2MLP`). `block_ff_dim` beats `intermediate_size`.
 */
function readAdjustedMlp(fields: Fields): FeedForward {
  const written = fields.has('block_ff_dim')
    ? fields.count('block_ff_dim')
    : fields.count('intermediate_size', 12_288);
  if (!fields.flag('block_auto_adjust_ff_dim', true)) return dense(written);
  const width = Math.floor((2 * written) / 3);
  const multiplier = fields.node('block_ffn_dim_multiplier');
  if (multiplier !== undefined && !fields.has('block_ffn_dim_multiplier')) return dense(width);
  const multiple = fields.count('block_multiple_of', 256);
  const scaled = Math.floor(fields.number('block_ffn_dim_multiplier', 1) * width);
  return dense(Math.max(1, Math.ceil(scaled / multiple)) * multiple);
}
