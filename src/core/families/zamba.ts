import type { AttentionGeometry } from '../mixers/attention';
import type { Mamba1Mixer } from '../mixers/mamba1';
import type { Mamba2Mixer } from '../mixers/mamba2';
import type { Mixer } from '../mixers/registry';
import { dense, readAttention, type LayerType } from './decoder';
import { decoderFamily, type PatternRule } from './decoder-family';
import type { Fields } from './fields';
import { readTimeStepRank } from './mamba';

/**
 * Zamba (transformers, `ZambaConfig`): Mamba, and before some of its layers a block of attention and feed-forward
 * whose weights are one and the same throughout. It reads the layer's input beside the embedding, twice as wide.
 */
export const zamba = decoderFamily({
  id: 'zamba',
  title: 'Zamba',
  modelTypes: ['zamba'],
  architectures: ['Zamba'],
  aliases: { layers_block_type: ['layer_types'], attention_head_dim: ['head_dim', 'attention_head_dim'] },
  rotaryShare: 0,
  sizes: { hidden: 3712, vocabulary: 32_000, layers: 76 },
  list: 'layers_block_type',
  pattern: (fields) => {
    const period = fields.count('attn_layer_period', 6);
    const offset = fields.count('attn_layer_offset', 4, 0);
    return {
      type: (index) =>
        index === 2 || (index > 2 && (index - 3) % period === offset) ? 'hybrid' : 'linear_attention',
      decidedBy: 'attn_layer_period',
    };
  },
  mixers: {
    linear_attention: readZambaMamba,
    hybrid: (fields, hiddenSize) => ({
      kind: 'parallel',
      parts: [
        { kind: 'full', ...readWideAttention(fields, hiddenSize), weightsElsewhere: true },
        readZambaMamba(fields, hiddenSize),
      ],
    }),
  },
  feedForward: (fields) => {
    const shared = dense(fields.count('intermediate_size', 14_848), { weightsElsewhere: true });
    return (_index, type) => (type === 'hybrid' ? shared : { kind: 'none' });
  },
  tied: true,
  extras: (fields, hiddenSize, layerTypes) => {
    const wide = { ...readWideAttention(fields, hiddenSize) };
    const width = fields.count('intermediate_size', 14_848);
    const block = sharedBlockParameters(wide, fields, hiddenSize, width);
    return {
      blockParameters: blockParameters(layerTypes, hiddenSize),
      parts: layerTypes.some(isHybrid) ? [{ name: 'shared attention block', parameters: block }] : [],
    };
  },
});

/** Layers that transformers' class has where the config lists none, however many layers it has. */
const zamba2Hybrids: readonly number[] = [6, 12, 18, 24, 30, 36, 42, 47, 51];
const zamba2Layers = 54;

/**
 * Zamba2 (transformers, `Zamba2Config`): Mamba-2 with one or several shared blocks that take turns, each with a low
 * rank of its own for every place where it is used. Without a list of layers there are 54, whatever the config says.
 */
export const zamba2 = decoderFamily({
  id: 'zamba2',
  title: 'Zamba2',
  modelTypes: ['zamba2'],
  architectures: ['Zamba2'],
  aliases: { layers_block_type: ['layer_types'], attention_head_dim: ['head_dim', 'attention_head_dim'] },
  publishedRatio: { ratio: '5:1', source: 'Zamba2-2.7B config.json, most of its layers' },
  sizes: { hidden: 2560, vocabulary: 32_000, layers: zamba2Layers },
  list: 'layers_block_type',
  pattern: readZamba2Pattern,
  mixers: {
    linear_attention: readZamba2Mamba,
    hybrid: (fields, hiddenSize): Mixer => ({
      kind: 'parallel',
      parts: [
        { kind: 'full', ...readWideAttention(fields, hiddenSize, 32), weightsElsewhere: true },
        readZamba2Mamba(fields, hiddenSize),
      ],
    }),
  },
  feedForward: (fields, _layerCount, hiddenSize) => {
    const shared = dense(readZamba2Width(fields, hiddenSize), { weightsElsewhere: true });
    return (_index, type) => (type === 'hybrid' ? shared : { kind: 'none' });
  },
  tied: true,
  extras: (fields, hiddenSize, layerTypes) => {
    const uses = layerTypes.filter(isHybrid).length;
    const copies = Math.min(uses, fields.count('num_mem_blocks', 1));
    const width = readZamba2Width(fields, hiddenSize);
    const wide = readWideAttention(fields, hiddenSize, 32);
    const rank = fields.count('adapter_rank', 128);
    const bias = fields.flag('add_bias_linear', false) ? 3 * width - width + hiddenSize : 0;
    const block = sharedBlockParameters(wide, fields, hiddenSize, width) + bias;
    // A copy has an adapter for every use, its own and those of the other copies, as far as the class builds them.
    const adapters = uses * rank * (hiddenSize + 2 * width);
    const attentionAdapters = fields.flag('use_shared_attention_adapter', false)
      ? uses * 3 * rank * (2 * hiddenSize + wide.queryHeads * wide.headDim)
      : 0;
    return {
      blockParameters: blockParameters(layerTypes, hiddenSize),
      parts:
        uses > 0
          ? [
              { name: 'shared attention blocks', parameters: copies * block },
              { name: 'adapters of the shared blocks', parameters: adapters + attentionAdapters },
            ]
          : [],
    };
  },
});

const isHybrid = ({ type }: LayerType): boolean => type === 'hybrid';

/** A norm before Mamba; where the shared block stands before it, a projection of its output as well. */
function blockParameters(layerTypes: readonly LayerType[], hiddenSize: number): (index: number) => number {
  return (index) => hiddenSize + (layerTypes[index]?.type === 'hybrid' ? hiddenSize ** 2 : 0);
}

/** Attention over hidden state and embedding together: heads of twice the width. */
function readWideAttention(fields: Fields, hiddenSize: number, queryHeads = 16): AttentionGeometry {
  const geometry = readAttention(fields, hiddenSize, {
    queryHeads,
    ...(queryHeads === 16 && { keyValueHeads: 16 }),
    nullable: ['num_key_value_heads'],
    computed: ['head_dim'],
  });
  const headDim = fields.count(
    'attention_head_dim',
    Math.max(1, Math.floor((2 * hiddenSize) / geometry.queryHeads)),
  );
  return { ...geometry, headDim, valueHeadDim: headDim };
}

/** q, k and v from twice the width, o to the width; norms of both widths; a gated feed-forward. */
function sharedBlockParameters(
  geometry: AttentionGeometry,
  fields: Fields,
  hiddenSize: number,
  width: number,
): number {
  const { queryHeads, keyValueHeads, headDim } = geometry;
  const inputs = fields.optionalCount('attention_hidden_size') ?? 2 * hiddenSize;
  const attention = inputs * (queryHeads + 2 * keyValueHeads) * headDim + queryHeads * headDim * hiddenSize;
  return attention + 3 * hiddenSize * width + 2 * hiddenSize + hiddenSize;
}

/** Mamba whose channels are split among heads, each with projections of its own (`ZambaMambaMixer`). */
function readZambaMamba(fields: Fields, hiddenSize: number): Mamba1Mixer {
  const innerDim = fields.count('mamba_expand', 2) * hiddenSize;
  const heads = fields.count('n_mamba_heads', 2);
  if (innerDim % heads !== 0) {
    fields.report(
      'conflict',
      'n_mamba_heads',
      `The inner width (${innerDim}) must be a multiple of \`n_mamba_heads\` (${heads}).`,
    );
  }
  return {
    kind: 'mamba1',
    innerDim,
    heads,
    stateDim: fields.count('mamba_d_state', 16),
    timeStepRank: readTimeStepRank(fields, 'mamba_dt_rank', hiddenSize),
    convKernel: fields.count('mamba_d_conv', 4),
    convBias: fields.flag('mamba_conv_bias', true),
    projectionBias: fields.flag('mamba_proj_bias', false),
  };
}

function readZamba2Mamba(fields: Fields, hiddenSize: number): Mamba2Mixer {
  const heads = fields.count('n_mamba_heads', 8);
  const innerDim = fields.count('mamba_expand', 2) * hiddenSize;
  return {
    kind: 'mamba2',
    heads,
    headDim: Math.max(1, Math.floor(innerDim / heads)),
    stateDim: fields.count('mamba_d_state', 64),
    groups: fields.count('mamba_ngroups', 1),
    convKernel: fields.count('mamba_d_conv', 4),
    convBias: fields.flag('use_conv_bias', true),
    projectionBias: fields.flag('add_bias_linear', false),
    gatedNorm: true,
  };
}

function readZamba2Width(fields: Fields, hiddenSize: number): number {
  return fields.optionalCount('intermediate_size') ?? 4 * hiddenSize;
}

function readZamba2Pattern(fields: Fields, layerCount: number): PatternRule {
  if (!fields.has('layers_block_type') && layerCount !== zamba2Layers) {
    fields.report(
      'conflict',
      'num_hidden_layers',
      `Without \`layers_block_type\` the class lists ${zamba2Layers} layers, which are not the ${layerCount} of \`num_hidden_layers\`.`,
    );
  }
  return { type: (index) => (zamba2Hybrids.includes(index) ? 'hybrid' : 'linear_attention') };
}
