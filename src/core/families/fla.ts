/**
 * Models of flash-linear-attention (fla/models/*, fla/layers/*; commit bc3b101): one linear mixer and a gated
 * feed-forward in every layer, with softmax attention in the layers that `attn.layers` names. Weights are counted by
 * the library's modules; transformers has none of these classes.
 */
import { isArray, isObject } from '../document/node';
import { joinPointer, type Pointer } from '../document/pointer';
import type { AttentionGeometry } from '../mixers/attention';
import type { GatedLinearMixer } from '../mixers/gated-linear';
import type { Mixer } from '../mixers/registry';
import { dense } from './decoder';
import { decoderFamily, type DecoderFacts, type MixerReader, type PatternRule } from './decoder-family';
import type { Fields } from './fields';
import { readTimeStepRank } from './mamba';

/** `hidden_ratio` of the width, two thirds of it for the gate, up to a multiple of 256 (fla/modules/mlp.py). */
export function readFeedForward(fields: Fields, hiddenSize: number, written = true, omittedRatio = 4) {
  const width = written ? fields.optionalCount('intermediate_size') : undefined;
  const ratio = fields.number('hidden_ratio', omittedRatio);
  return dense(width ?? 256 * Math.max(1, Math.ceil(Math.floor((hiddenSize * ratio * 2) / 3) / 256)));
}

/** Before the fields of `attn`, or of each attention where it is a list of them. */
export function hybridPrefixes(fields: Fields): string[] {
  const node = fields.node('attn');
  return isArray(node) ? node.items.map((_, index) => `attn.${index}.`) : ['attn.'];
}

interface Chosen {
  readonly prefix: string;
  readonly pointer: Pointer;
}

/** The layers with softmax attention, counted from 0, and what says so. */
function chosenLayers(fields: Fields): ReadonlyMap<number, Chosen> {
  return new Map(
    hybridPrefixes(fields).flatMap((prefix) => {
      const base = fields.pointer(`${prefix}layers`);
      const layers = fields.integers(`${prefix}layers`) ?? [];
      return layers.map((layer, index): [number, Chosen] => [
        layer,
        { prefix, pointer: joinPointer(base, index) },
      ]);
    }),
  );
}

const slides = (fields: Fields, chosen: Chosen): boolean => fields.has(`${chosen.prefix}window_size`);

function readHybrid(fields: Fields): PatternRule {
  const chosen = chosenLayers(fields);
  return {
    type: (index) => {
      const attention = chosen.get(index);
      if (!attention) return 'linear_attention';
      return slides(fields, attention) ? 'sliding_attention' : 'full_attention';
    },
    decidedBy: isObject(fields.node('attn')) ? 'attn.layers' : 'num_hidden_layers',
    entry: (index) => chosen.get(index)?.pointer,
  };
}

/** The attention of a layer that `attn` chooses. */
function readChosen(fields: Fields, hiddenSize: number): (index: number) => Mixer {
  const layers = chosenLayers(fields);
  return (index) => {
    const chosen = layers.get(index)!;
    const geometry = readAttention(fields, hiddenSize, chosen.prefix);
    return slides(fields, chosen)
      ? { kind: 'sliding', ...geometry, windowTokens: fields.count(`${chosen.prefix}window_size`) }
      : { kind: 'full', ...geometry };
  };
}

/** fla/layers/attn.py; heads share the width. */
function readAttention(fields: Fields, hiddenSize: number, prefix: string): AttentionGeometry {
  const queryHeads = fields.count(`${prefix}num_heads`, prefix === '' ? 32 : undefined);
  const headDim = Math.max(1, Math.floor(hiddenSize / queryHeads));
  return {
    queryHeads,
    keyValueHeads: fields.optionalCount(`${prefix}num_kv_heads`) ?? queryHeads,
    headDim,
    valueHeadDim: headDim,
    queryKeyValueBias: fields.flag(`${prefix}qkv_bias`, false),
    ...(fields.flag(`${prefix}qk_norm`, false) && { queryKeyNorm: 'head' as const }),
  };
}

export function family(id: string, title: string, linear: MixerReader, more: Partial<DecoderFacts> = {}) {
  return decoderFamily({
    id,
    title,
    modelTypes: [id],
    architectures: [],
    sizes: { hidden: 2048, vocabulary: 32_000, layers: 24 },
    list: false,
    pattern: readHybrid,
    mixers: {
      linear_attention: linear,
      full_attention: readChosen,
      sliding_attention: readChosen,
    },
    feedForward: (fields, _layerCount, hiddenSize) => readFeedForward(fields, hiddenSize),
    ...more,
  });
}

export interface Widths {
  readonly heads: number;
  readonly key: number;
  readonly value: number;
}

/** Class defaults of the families that split a share of the hidden size among their heads. */
export const widthDefaults = {
  gla: { heads: 4, expand_k: 0.5, expand_v: 1 },
  delta_net: { heads: 16, expand_k: 1, expand_v: 1 },
  gsa: { heads: 4, expand_k: 1, expand_v: 1 },
  retnet: { heads: 8, expand_k: 1, expand_v: 2 },
  rwkv6: { heads: 4, expand_k: 0.5, expand_v: 1 },
} as const;

/** Key and value width as shares of the hidden size, split among the heads. */
export function readWidths(fields: Fields, hiddenSize: number, family: keyof typeof widthDefaults): Widths {
  const defaults = widthDefaults[family];
  const heads = fields.count('num_heads', defaults.heads);
  const width = (key: 'expand_k' | 'expand_v'): number => {
    const all = Math.floor(hiddenSize * fields.number(key, defaults[key]));
    if (all > 0 && all % heads === 0) return all;
    fields.report(
      'conflict',
      'num_heads',
      `\`num_heads\` (${heads}) does not divide ${key} × hidden_size (${all}).`,
    );
    return heads;
  };
  return { heads, key: width('expand_k'), value: width('expand_v') };
}

/** `expand_v` × head dim, which must be whole: with half a channel the layer refuses to be built. */
export function readValueDim(fields: Fields, headDim: number, omitted: number): number {
  const expand = fields.number('expand_v', omitted);
  const valueDim = Math.floor(headDim * expand);
  // As near as `math.isclose` has it, with the tolerance of the layer.
  const isWhole = Math.abs(headDim * expand - valueDim) <= 1e-5 * Math.abs(headDim * expand);
  if (!isWhole || valueDim < 1) {
    fields.report(
      'conflict',
      'expand_v',
      `\`expand_v\` (${expand}) × \`head_dim\` (${headDim}) is no whole number of channels.`,
    );
  }
  return Math.max(1, valueDim);
}

export function shortConvolution(fields: Fields, fallback: boolean, channels: number) {
  return fields.flag('use_short_conv', fallback)
    ? { channels, kernel: fields.count('conv_size', 4) }
    : undefined;
}

function readGla(fields: Fields, hiddenSize: number): GatedLinearMixer {
  const { heads, key, value } = readWidths(fields, hiddenSize, 'gla');
  const groups = heads / (fields.optionalCount('num_kv_heads') ?? heads);
  const [keys, values] = [Math.floor(key / groups), Math.floor(value / groups)];
  const convolution = shortConvolution(fields, false, key + keys + values);
  const gate = fields.flag('use_output_gate', true) ? hiddenSize * value : 0;
  const rank = 16;
  return {
    kind: 'gated-linear',
    form: 'gla',
    heads,
    keyDim: key / heads,
    valueDim: value / heads,
    ...(convolution && { convolution }),
    // q, k, v, output gate, decay through a rank of 16 with a bias, a norm per head, output.
    weights:
      hiddenSize * (key + keys + values) +
      gate +
      (hiddenSize * rank + rank * keys + keys) +
      value / heads +
      value * hiddenSize +
      (convolution ? convolution.channels * convolution.kernel : 0),
  };
}

function readHgrn2(fields: Fields, hiddenSize: number): GatedLinearMixer {
  const ratio = fields.optionalCount('expand_ratio') ?? 128;
  const heads = fields.optionalCount('num_heads') ?? Math.max(1, Math.floor(hiddenSize / ratio));
  const forget = heads * ratio;
  const convolution = shortConvolution(fields, false, 2 * forget + hiddenSize);
  return {
    kind: 'gated-linear',
    form: 'hgrn2',
    heads,
    keyDim: ratio,
    valueDim: Math.max(1, Math.floor(hiddenSize / heads)),
    ...(convolution && { convolution }),
    // q, f, i, a norm over all, output.
    weights:
      hiddenSize * (2 * forget + hiddenSize) +
      hiddenSize +
      hiddenSize * hiddenSize +
      (convolution ? convolution.channels * convolution.kernel : 0),
  };
}

function readDeltaNet(fields: Fields, hiddenSize: number): GatedLinearMixer {
  const { heads, key, value } = readWidths(fields, hiddenSize, 'delta_net');
  const convolution = shortConvolution(fields, true, 2 * key + value);
  return {
    kind: 'gated-linear',
    form: 'delta-net',
    heads,
    keyDim: key / heads,
    valueDim: value / heads,
    ...(convolution && { convolution }),
    // q, k, v, beta, output gate, a norm per head, output.
    weights:
      hiddenSize * (2 * key + value) +
      (fields.flag('use_beta', true) ? hiddenSize * heads : 0) +
      (fields.flag('use_gate', false) ? hiddenSize * value : 0) +
      value / heads +
      value * hiddenSize +
      (convolution ? convolution.channels * convolution.kernel : 0),
  };
}

function readGatedDeltanet(fields: Fields): Mixer {
  const keyHeads = fields.count('num_heads', 6);
  const keyDim = fields.count('head_dim', 256);
  return {
    kind: 'gated-deltanet',
    keyHeads,
    valueHeads: fields.optionalCount('num_v_heads') ?? keyHeads,
    keyDim,
    valueDim: readValueDim(fields, keyDim, 2),
    convKernel: fields.count('conv_size', 4),
  };
}

/** The inner width is `expand` times the hidden size; `intermediate_size` of the file is overwritten with it. */
function readSambaMamba(fields: Fields, hiddenSize: number): Mixer {
  return {
    kind: 'mamba1',
    innerDim: fields.count('expand', 2) * hiddenSize,
    stateDim: fields.count('state_size', 16),
    timeStepRank: readTimeStepRank(fields, 'time_step_rank', hiddenSize),
    convKernel: fields.count('conv_kernel', 4),
    convBias: fields.flag('use_conv_bias', true),
    projectionBias: fields.flag('use_bias', false),
  };
}

export const gla = family('gla', 'Gated Linear Attention', readGla);

export const hgrn2 = family('hgrn2', 'HGRN2', readHgrn2, {
  extras: (fields, hiddenSize, layerTypes) => ({
    ...(fields.flag('use_lower_bound', true) && {
      parts: [{ name: 'lower bounds', parameters: layerTypes.length * hiddenSize }],
    }),
  }),
});

export const deltaNet = family('delta_net', 'DeltaNet', readDeltaNet);

export const gatedDeltanetFla = family('gated_deltanet', 'Gated DeltaNet', readGatedDeltanet, {
  sizes: { hidden: 2048, vocabulary: 32_000, layers: 21 },
  extras: (fields) =>
    fields.flag('use_gate', true) && fields.flag('use_short_conv', true)
      ? {}
      : {
          inexact: 'counted with an output gate and short convolutions, of which this config leaves out one',
        },
});

/** Mamba and windowed attention by turns (Samba); without `attn` the class takes every odd layer. */
export const samba = family('samba', 'Samba', readSambaMamba, {
  sizes: { hidden: 2304, vocabulary: 32_000, layers: 18 },
  feedForward: (fields, _layerCount, hiddenSize) => readFeedForward(fields, hiddenSize, false),
});

/**
 * Mamba-2 by fla's keys, under transformers' own name: heads follow from the width, and there is one group
 * (fla/models/mamba2/configuration_mamba2.py).
 */
export const mamba2Fla = decoderFamily({
  id: 'mamba2',
  title: 'Mamba-2 (flash-linear-attention)',
  modelTypes: [],
  architectures: [],
  sizes: { hidden: 2048, vocabulary: 32_000, layers: 48 },
  normsPerBlock: 1,
  feedForward: () => ({ kind: 'none' }),
  list: false,
  pattern: () => ({ type: () => 'linear_attention' }),
  mixers: {
    linear_attention: (fields, hiddenSize) => {
      const headDim = fields.count('head_dim', 64);
      return {
        kind: 'mamba2',
        heads: Math.max(1, Math.floor((fields.count('expand', 2) * hiddenSize) / headDim)),
        headDim,
        stateDim: fields.count('state_size', 128),
        groups: fields.count('n_groups', 1),
        convKernel: fields.count('conv_kernel', 4),
        convBias: fields.flag('use_conv_bias', true),
        projectionBias: fields.flag('use_bias', false),
        gatedNorm: fields.flag('rmsnorm', true),
      };
    },
  },
});

/** The softmax baseline of the library. */
export const flaTransformer = family(
  'transformer',
  'Transformer (flash-linear-attention)',
  (fields, hiddenSize) => {
    const geometry = readAttention(fields, hiddenSize, '');
    const windowTokens = fields.optionalCount('window_size');
    return windowTokens === undefined
      ? { kind: 'full', ...geometry }
      : { kind: 'sliding', ...geometry, windowTokens };
  },
  { pattern: () => ({ type: () => 'linear_attention' }) },
);
