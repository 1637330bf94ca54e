import type { AttentionGeometry } from '../mixers/attention';
import type { Mamba1Mixer } from '../mixers/mamba1';
import type { Mixer } from '../mixers/registry';
import { readAttention } from './decoder';
import { decoderFamily, gatedMlp } from './decoder-family';
import type { Fields } from './fields';
import { readTimeStepRank } from './mamba';

/**
 * Phi-4-mini-flash (Microsoft's code; vLLM, `SambaYDecoderLayer`): Mamba in even layers and a window in odd ones in the
 * first half; then one more Mamba layer and the only layer of full attention. All that follow make nothing of their
 * own: odd layers read that layer's keys and values, even ones gate the last Mamba layer's output (gated memory units).
 */
export const phi4flash = decoderFamily({
  id: 'phi4flash',
  title: 'Phi-4-mini-flash',
  modelTypes: ['phi4flash'],
  architectures: ['Phi4Flash'],
  rotaryShare: 0,
  sizes: { hidden: 2560, vocabulary: 51_200, layers: 32 },
  list: false,
  check: (fields, layerCount) => {
    if (layerCount % 4 !== 0) {
      fields.report(
        'conflict',
        'num_hidden_layers',
        `\`num_hidden_layers\` (${layerCount}) is not a multiple of 4: both halves need whole pairs.`,
      );
    }
    if (fields.count('mb_per_layer', 2) !== 2) {
      fields.report('range', 'mb_per_layer', 'Every second layer is Mamba; `mb_per_layer` must be 2.');
    }
  },
  pattern: (_fields, layerCount) => ({ type: (index) => typeOf(index, layerCount) }),
  mixers: {
    mamba: readMamba,
    sliding_attention: (fields, hiddenSize) => ({
      kind: 'sliding',
      ...readDifferential(fields, hiddenSize),
      windowTokens: readWindow(fields),
    }),
    full_attention: (fields, hiddenSize) => ({ kind: 'full', ...readDifferential(fields, hiddenSize) }),
    shared_attention: (fields, hiddenSize) => ({
      kind: 'shared-kv',
      ...readDifferential(fields, hiddenSize),
      sourceLayer: Math.floor(fields.silent().layerCount('num_hidden_layers', 32) / 2) + 1,
    }),
    gated_memory: () => ({ kind: 'none' }),
  },
  feedForward: gatedMlp(9216),
  normWeights: 2,
  tied: true,
  extras: (fields, hiddenSize, layerTypes) => {
    const { innerDim, projectionBias } = readMamba(fields.silent(), hiddenSize);
    const gatedMemory = 2 * hiddenSize * innerDim + (projectionBias ? innerDim + hiddenSize : 0);
    return {
      blockParameters: (index) =>
        4 * hiddenSize + (layerTypes[index]?.type === 'gated_memory' ? gatedMemory : 0),
      notes: [
        'Layers without a mixer of their own are gated memory units: they gate the output of the last Mamba layer.',
      ],
    };
  },
});

function typeOf(index: number, layerCount: number): string {
  const half = Math.floor(layerCount / 2);
  if (index % 2 === 0) return index <= half ? 'mamba' : 'gated_memory';
  if (index < half) return 'sliding_attention';
  return index === half + 1 ? 'full_attention' : 'shared_attention';
}

/** Differential attention: four vectors for λ and a norm over pairs of heads, biases on all projections. */
function readDifferential(fields: Fields, hiddenSize: number): AttentionGeometry {
  const geometry = readAttention(fields, hiddenSize, {
    queryHeads: 40,
    keyValueHeads: 4,
    computed: ['head_dim'],
    headsDivideWidth: true,
  });
  return {
    ...geometry,
    queryKeyValueBias: true,
    outputBias: true,
    extraParameters: 6 * geometry.headDim,
  };
}

function readMamba(fields: Fields, hiddenSize: number): Mamba1Mixer & Mixer {
  return {
    kind: 'mamba1',
    innerDim: fields.count('mamba_expand', 2) * hiddenSize,
    stateDim: fields.count('mamba_d_state', 16),
    timeStepRank: readTimeStepRank(fields, 'mamba_dt_rank', hiddenSize),
    convKernel: fields.count('mamba_d_conv', 4),
    convBias: fields.flag('mamba_conv_bias', true),
    projectionBias: fields.flag('mamba_proj_bias', false),
  };
}

/** One width, or the list that the class makes of it: null in the layers without a window. */
function readWindow(fields: Fields): number {
  const key = 'sliding_window';
  const node = fields.node(key);
  if (node?.type !== 'array') return fields.count(key, 2047);
  const window = node.items.flatMap((item) =>
    item.type === 'scalar' && typeof item.value === 'number' && item.value >= 1 ? [item.value] : [],
  )[0];
  if (window === undefined) fields.report('missing', key, `\`${key}\` names no window.`);
  return window ?? 1;
}
