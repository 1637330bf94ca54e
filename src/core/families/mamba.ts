import type { Mamba1Mixer } from '../mixers/mamba1';
import type { Mamba2Mixer } from '../mixers/mamba2';
import { refuseComputed } from './decoder';
import { decoderFamily, type DecoderFacts } from './decoder-family';
import type { Fields } from './fields';

const noFeedForward = () => ({ kind: 'none' }) as const;

const shared = {
  // One norm and one mixer in a block, no feed-forward (transformers, `MambaBlock`).
  normsPerBlock: 1,
  feedForward: noFeedForward,
  list: false,
  pattern: () => ({ type: () => 'linear_attention' }),
} satisfies Partial<DecoderFacts>;

/** Mamba (transformers, `MambaConfig`). */
export const mamba = decoderFamily({
  ...shared,
  id: 'mamba',
  title: 'Mamba',
  modelTypes: ['mamba'],
  architectures: ['Mamba'],
  sizes: { hidden: 768, vocabulary: 50_280, layers: 32 },
  check: (fields) => refuseComputed(fields, 'MambaConfig', ['layer_types']),
  mixers: { linear_attention: readMamba },
  tied: true,
});

/** Falcon Mamba (transformers, `FalconMambaConfig`): Mamba with norms inside that have no weights. */
export const falconMamba = decoderFamily({
  ...shared,
  id: 'falcon_mamba',
  title: 'Falcon Mamba',
  modelTypes: ['falcon_mamba'],
  architectures: ['FalconMamba'],
  sizes: { hidden: 768, vocabulary: 50_280, layers: 32 },
  check: (fields) => refuseComputed(fields, 'FalconMambaConfig', ['layer_types']),
  mixers: { linear_attention: readMamba },
  tied: true,
});

/** Mamba-2 (transformers, `Mamba2Config`). */
export const mamba2 = decoderFamily({
  ...shared,
  id: 'mamba2',
  title: 'Mamba-2',
  modelTypes: ['mamba2'],
  architectures: ['Mamba2'],
  sizes: { hidden: 4096, vocabulary: 32_768, layers: 64 },
  check: (fields) => refuseComputed(fields, 'Mamba2Config', ['layer_types']),
  mixers: { linear_attention: readMamba2 },
});

/** The inner width is `expand` × hidden size, unless the config writes `intermediate_size`, which then wins. */
function readMamba(fields: Fields, hiddenSize: number): Mamba1Mixer {
  return {
    kind: 'mamba1',
    innerDim: fields.optionalCount('intermediate_size') ?? fields.count('expand', 2) * hiddenSize,
    stateDim: fields.count('state_size', 16),
    timeStepRank: readTimeStepRank(fields, 'time_step_rank', hiddenSize),
    convKernel: fields.count('conv_kernel', 4),
    convBias: fields.flag('use_conv_bias', true),
    projectionBias: fields.flag('use_bias', false),
  };
}

/** "auto" stands for a sixteenth of the hidden size, rounded up. */
export function readTimeStepRank(fields: Fields, key: string, hiddenSize: number): number {
  return fields.node(key) === undefined || fields.text(key) === 'auto'
    ? Math.ceil(hiddenSize / 16)
    : fields.count(key);
}

function readMamba2(fields: Fields, hiddenSize: number): Mamba2Mixer {
  const heads = fields.count('num_heads', 128);
  const headDim = fields.count('head_dim', 64);
  const innerDim = fields.count('expand', 2) * hiddenSize;
  if (heads * headDim !== innerDim) {
    fields.report(
      'conflict',
      'num_heads',
      `\`hidden_size\` × \`expand\` (${innerDim}) must equal \`num_heads\` × \`head_dim\` (${heads * headDim}).`,
    );
  }
  return {
    kind: 'mamba2',
    heads,
    headDim,
    stateDim: fields.count('state_size', 128),
    groups: fields.count('n_groups', 8),
    convKernel: fields.count('conv_kernel', 4),
    convBias: fields.flag('use_conv_bias', true),
    projectionBias: fields.flag('use_bias', false),
    gatedNorm: true,
  };
}

export interface ExpandedHeads {
  readonly expand: readonly [key: string, fallback: number];
  readonly heads: readonly [key: string, fallback: number];
  readonly headDim: string;
}

/**
 * Head dim of a Mamba-2 whose inner width is `expand` × hidden size: "auto" divides it among the heads, a number must
 * do so exactly (transformers, `validate_architecture` of Granite 4 and Bamba).
 */
export function expandedHeadDim(fields: Fields, hiddenSize: number, keys: ExpandedHeads): number {
  const innerDim = fields.count(...keys.expand) * hiddenSize;
  const heads = fields.count(...keys.heads);
  const automatic = fields.node(keys.headDim) === undefined || fields.text(keys.headDim) === 'auto';
  const headDim = automatic ? Math.max(1, Math.floor(innerDim / heads)) : fields.count(keys.headDim);
  if (headDim * heads !== innerDim) {
    fields.report(
      'conflict',
      automatic ? keys.heads[0] : keys.headDim,
      `\`${keys.heads[0]}\` (${heads}) heads of ${headDim} do not make up \`${keys.expand[0]}\` × \`hidden_size\` (${innerDim}).`,
    );
  }
  return headDim;
}
