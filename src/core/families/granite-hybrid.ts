import type { Mamba2Mixer } from '../mixers/mamba2';
import { dense, readAttentionBias, readMoe } from './decoder';
import { decoderFamily } from './decoder-family';
import type { Fields } from './fields';
import { expandedHeadDim } from './mamba';

/**
 * Granite 4 (transformers, `GraniteMoeHybridConfig`): Mamba-2 with a few attention layers. Without a list of layer
 * types every layer is Mamba-2. Without experts only the shared feed-forward is left.
 */
export const graniteHybrid = decoderFamily({
  id: 'granitemoehybrid',
  title: 'Granite 4',
  modelTypes: ['granitemoehybrid'],
  architectures: ['GraniteMoeHybrid'],
  aliases: { layer_types: ['layers_block_type'] },
  publishedRatio: { ratio: '9:1', source: 'Granite 4.0 announcement (IBM, 2025)' },
  sizes: { hidden: 4096, vocabulary: 32_000, layers: 32 },
  // The class checks its Mamba heads even where no layer has any.
  check: (fields) => void readHeadDim(fields, fields.count('hidden_size', 4096)),
  attention: { queryHeads: 32, nullable: ['num_key_value_heads'], more: readAttentionBias },
  mixers: { linear_attention: readGraniteMamba },
  pattern: () => ({ type: () => 'linear_attention' }),
  feedForward: (fields) => {
    const sharedWidth = fields.count('shared_intermediate_size', 1024);
    if (fields.count('num_local_experts', 8, 0) === 0) return dense(sharedWidth);
    return readMoe(
      fields,
      {
        experts: ['num_local_experts', 8],
        expertsPerToken: ['num_experts_per_tok', 2],
        expertWidth: ['intermediate_size', 11_008],
      },
      { sharedWidth },
    );
  },
});

/** Mamba-2 under the names that Granite 4 and Bamba give it, with the same class defaults. */
export function readGraniteMamba(fields: Fields, hiddenSize: number): Mamba2Mixer {
  const heads = fields.count('mamba_n_heads', 128);
  return {
    kind: 'mamba2',
    heads,
    headDim: readHeadDim(fields, hiddenSize),
    stateDim: fields.count('mamba_d_state', 256),
    groups: fields.count('mamba_n_groups', 1),
    convKernel: fields.count('mamba_d_conv', 4),
    convBias: fields.flag('mamba_conv_bias', true),
    projectionBias: fields.flag('mamba_proj_bias', false),
    gatedNorm: true,
  };
}

function readHeadDim(fields: Fields, hiddenSize: number): number {
  return expandedHeadDim(fields, hiddenSize, {
    expand: ['mamba_expand', 2],
    heads: ['mamba_n_heads', 128],
    headDim: 'mamba_d_head',
  });
}
