import type { AttentionGeometry } from '../mixers/attention';
import { readAttention, readAttentionBias } from './decoder';
import { decoderFamily, gatedMlp } from './decoder-family';
import type { Fields } from './fields';
import { checkDerivedHeadDim, computed } from './gpt2';

const normWeightsOf = (fields: Fields): number => (fields.flag('norm_bias', false) ? 2 : 1);

/**
 * Ettin's decoders (transformers, `ModernBertDecoderConfig`): one full layer, then two that slide by half of
 * `local_attention`. The embedding is normed, so that the first layer needs no norm before its attention, and a
 * projection stands between the last norm and the head.
 */
export const modernbertDecoder = decoderFamily({
  id: 'modernbert-decoder',
  title: 'ModernBERT decoder',
  modelTypes: ['modernbert-decoder'],
  architectures: ['ModernBertDecoder'],
  sizes: { hidden: 768, vocabulary: 50_368, layers: 22 },
  mixers: {
    full_attention: (fields, hiddenSize) => ({ kind: 'full', ...readGeometry(fields, hiddenSize) }),
    sliding_attention: (fields, hiddenSize) => ({
      kind: 'sliding',
      ...readGeometry(fields, hiddenSize),
      windowTokens: readWindow(fields),
    }),
  },
  check: (fields) => checkDerivedHeadDim(fields, 768, 12),
  pattern: (fields) => {
    const period = fields.count('global_attn_every_n_layers', 3);
    return {
      type: (index) => (index % period === 0 ? 'full_attention' : 'sliding_attention'),
      decidedBy: 'global_attn_every_n_layers',
    };
  },
  feedForward: gatedMlp(1152, 'mlp_bias'),
  tied: true,
  extras: (fields, hiddenSize) => {
    const norm = normWeightsOf(fields) * hiddenSize;
    const bias = fields.flag('classifier_bias', false) ? hiddenSize : 0;
    return {
      blockParameters: (index) => (index === 0 ? norm : 2 * norm),
      finalNormParameters: norm,
      headBias: fields.flag('decoder_bias', true),
      parts: [
        { name: 'norm of the embedding', parameters: norm },
        { name: 'projection before the head', parameters: hiddenSize ** 2 + bias + norm },
      ],
    };
  },
});

function readGeometry(fields: Fields, hiddenSize: number): AttentionGeometry {
  return {
    ...readAttention(fields, hiddenSize, { queryHeads: 12, computed, headsDivideWidth: true }),
    ...readAttentionBias(fields),
  };
}

/** A saved config also has the half itself, which then wins (`__post_init__`). */
function readWindow(fields: Fields): number {
  return fields.node('sliding_window') === undefined
    ? Math.floor(fields.count('local_attention', 128, 2) / 2)
    : fields.count('sliding_window');
}
