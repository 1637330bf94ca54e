import { readAttentionBias, refuseComputed } from './decoder';
import { decoderFamily, gatedMlp } from './decoder-family';
import { readGraniteMamba } from './granite-hybrid';

/**
 * Bamba (transformers, `BambaConfig`): Mamba-2 with attention in the layers that `attn_layer_indices` names. Without
 * it every layer is Mamba-2; indices beyond the last layer are ignored without a word.
 */
export const bamba = decoderFamily({
  id: 'bamba',
  title: 'Bamba',
  modelTypes: ['bamba'],
  architectures: ['Bamba'],
  publishedRatio: { ratio: '29:3', source: 'Bamba-9B config.json' },
  rotaryShare: 0.5,
  sizes: { hidden: 4096, vocabulary: 128_000, layers: 32 },
  attention: {
    queryHeads: 32,
    keyValueHeads: 8,
    nullable: ['num_key_value_heads'],
    more: readAttentionBias,
  },
  mixers: { linear_attention: readGraniteMamba },
  list: false,
  check: (fields) => refuseComputed(fields, 'BambaConfig', ['layer_types', 'layers_block_type']),
  pattern: (fields) => {
    const indices = new Set(fields.integers('attn_layer_indices'));
    return {
      type: (index) => (indices.has(index) ? 'full_attention' : 'linear_attention'),
      decidedBy: 'attn_layer_indices',
    };
  },
  feedForward: gatedMlp(14_336, 'mlp_bias'),
});
