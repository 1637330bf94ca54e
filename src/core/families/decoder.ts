/**
 * What nearly all decoder families share: reading attention geometry, layer patterns and feed-forwards from fields,
 * and assembling layers into an architecture.
 */
import { formatCount } from '../format';
import type { Architecture, Layer, Part } from '../architecture';
import { isNull, stringValue } from '../document/node';
import { joinPointer, type Pointer } from '../document/pointer';
import type { DenseFeedForward, FeedForward, MoeFeedForward } from '../feedforward/feedforward';
import type { AttentionGeometry } from '../mixers/attention';
import type { Mixer } from '../mixers/registry';
import { parseDtype, type Dtype } from '../reference/dtypes';
import type { Fields } from './fields';
import { readWrapper } from './vision/wrapper';

/** Class defaults of the softmax attention fields, and what the class makes of a written null. */
export interface AttentionDefaults {
  readonly queryHeads?: number;
  /** For a class that computes its query heads and reads no key for them. */
  readonly computedQueryHeads?: (fields: Fields) => number;
  /** Taken when the key is left out. Absent: as many as query heads. */
  readonly keyValueHeads?: number;
  /** Taken when the key is left out. Absent: hidden size ÷ query heads, rounded down. */
  readonly headDim?: number;
  /** Keys whose type allows null, which then means "derive it". For the others null is an issue, as it is for the class. */
  readonly nullable?: readonly ('num_key_value_heads' | 'head_dim')[];
  /** Keys that the class does not look at: it takes as many key/value heads as query heads, and divides the width. */
  readonly computed?: readonly ('num_key_value_heads' | 'head_dim')[];
  /** The class refuses a hidden size that the heads do not divide, whatever `head_dim` says (`validate_architecture`). */
  readonly headsDivideWidth?: boolean;
}

/** Heads and head dim of softmax attention. */
export function readAttention(
  fields: Fields,
  hiddenSize: number,
  defaults: AttentionDefaults = {},
): AttentionGeometry {
  const { nullable = [], computed = [] } = defaults;
  const queryHeads =
    defaults.computedQueryHeads?.(fields) ?? fields.count('num_attention_heads', defaults.queryHeads);
  if (defaults.headsDivideWidth) checkHeadsDivideWidth(fields, hiddenSize, queryHeads);
  const read = (name: 'num_key_value_heads' | 'head_dim', fallback: number | undefined, derived: number) => {
    if (computed.includes(name)) return derived;
    const node = fields.node(name);
    if (node === undefined && fallback === undefined) return derived;
    return isNull(node) && nullable.includes(name) ? derived : fields.count(name, fallback ?? derived);
  };
  const keyValueHeads = read('num_key_value_heads', defaults.keyValueHeads, queryHeads);
  const headDim = read('head_dim', defaults.headDim, Math.max(1, Math.floor(hiddenSize / queryHeads)));
  return { queryHeads, keyValueHeads, headDim, valueHeadDim: headDim };
}

/** Refused by some classes, whatever `head_dim` says (`validate_architecture`). */
export function checkHeadsDivideWidth(fields: Fields, hiddenSize: number, queryHeads: number): void {
  if (hiddenSize % queryHeads === 0) return;
  fields.report(
    'conflict',
    'num_attention_heads',
    `\`hidden_size\` (${hiddenSize}) is not a multiple of \`num_attention_heads\` (${queryHeads}).`,
  );
}

/** Biases on q, k, v and o that `attention_bias` switches on; `output` false where the class never biases o. */
export function readAttentionBias(
  fields: Fields,
  fallback = false,
  output = true,
): Partial<AttentionGeometry> {
  const bias = fields.flag('attention_bias', fallback);
  return { queryKeyValueBias: bias, outputBias: bias && output };
}

/** What decides a layer's mixer: the type's name, and the user's key or list entry that says so. */
export interface LayerType {
  readonly type: string;
  readonly pointer: Pointer;
}

/** Names that transformers renames when it loads a config (5.18, `configuration_utils.py`). */
const legacyLayerTypes: Readonly<Record<string, string>> = {
  mamba: 'linear_attention',
  attention: 'full_attention',
  deepseek_sparse_attention: 'indexed_attention',
  qwen_sparse_attention: 'indexed_attention',
};

/** Names that transformers accepts in `layer_types`, whatever the family (5.18, `ALLOWED_ATTN_LAYER_TYPES`). */
export const knownLayerTypes: readonly string[] = [
  'full_attention',
  'sliding_attention',
  'chunked_attention',
  'window_attention',
  'indexed_attention',
  'compressed_sparse_attention',
  'heavily_compressed_attention',
  'minimax_m3_sparse',
  'conv',
  'moe',
  'hybrid',
  'hybrid_sliding',
  'linear_attention',
];

export function canonicalLayerType(name: string): string {
  return legacyLayerTypes[name] ?? name;
}

export interface LayerPatternOptions {
  /** Names the family can build, canonical. */
  readonly allowed: readonly string[];
  /** The type of layer `index` where the config has no list. */
  readonly fallback: (index: number) => string;
  /** The key that the fallback reads, if any: an interval, a period. Its pointer is then every layer's. */
  readonly decidedBy?: string | undefined;
  /** The list entry that the fallback reads for a layer, where it reads one. */
  readonly entry?: ((index: number) => Pointer | undefined) | undefined;
  /** The class cuts off what a list holds beyond the layers (entries of MTP layers). */
  readonly cutsList?: boolean | undefined;
  /** The list's key, or false for a class that reads none. */
  readonly key?: string | false | undefined;
}

/**
 * `layer_types`, or the family's rule where the config has none. A list of the wrong length and entries the family
 * can't build are issues; the layers are then those that the list names.
 */
export function readLayerTypes(
  fields: Fields,
  layerCount: number,
  options: LayerPatternOptions,
): LayerType[] {
  const key = options.key === false ? undefined : (options.key ?? 'layer_types');
  const list = key === undefined ? undefined : fields.list(key);
  fields.expectedLayerTypes = Array.from({ length: layerCount }, (_, index) => options.fallback(index));
  fields.patternKey = options.decidedBy;
  fields.buildableLayerTypes = options.allowed;
  if (!list || key === undefined) {
    const decidedBy =
      options.decidedBy !== undefined && fields.has(options.decidedBy)
        ? options.decidedBy
        : 'num_hidden_layers';
    const pointer = fields.pointer(decidedBy);
    return Array.from({ length: layerCount }, (_, index) => ({
      type: options.fallback(index),
      pointer: options.entry?.(index) ?? pointer,
    }));
  }
  if (list.length !== layerCount && !(options.cutsList && list.length > layerCount)) {
    fields.report(
      'conflict',
      key,
      `\`${key}\` has ${formatCount(list.length)} entries for ${formatCount(layerCount)} layers.`,
    );
  }
  const base = fields.pointer(key);
  return list.slice(0, layerCount).map((item, index) => {
    const name = stringValue(item);
    const type = name === undefined ? undefined : canonicalLayerType(name);
    const pointer = joinPointer(base, index);
    if (type !== undefined && options.allowed.includes(type)) return { type, pointer };
    const shown = name === undefined ? 'no name of a layer type' : `"${name}"`;
    fields.reportAt(
      'conflict',
      key,
      pointer,
      `Entry ${index} of \`${key}\` is ${shown}; this family builds ${options.allowed.join(', ')}.`,
    );
    return { type: options.fallback(index), pointer };
  });
}

/** The key and class default of each size of a mixture of experts. */
export interface MoeFacts {
  readonly experts: readonly [key: string, fallback?: number | undefined];
  readonly expertsPerToken: readonly [key: string, fallback?: number | undefined];
  readonly expertWidth: readonly [key: string, fallback?: number | undefined];
}

/** A gated mixture of experts from the family's own key names. */
export function readMoe(fields: Fields, facts: MoeFacts, more: Partial<MoeFeedForward> = {}): MoeFeedForward {
  return {
    kind: 'moe',
    experts: fields.count(...facts.experts),
    expertsPerToken: fields.count(...facts.expertsPerToken),
    expertWidth: fields.count(...facts.expertWidth),
    gated: true,
    sharedWidth: 0,
    ...more,
  };
}

/** The width of the experts that every token passes, where the class gives their number. */
export function readSharedWidth(
  fields: Fields,
  count: readonly [key: string, fallback: number],
  expertWidth: number,
): number {
  return fields.count(count[0], count[1], 0) * expertWidth;
}

export function dense(width: number, more: Partial<DenseFeedForward> = {}): DenseFeedForward {
  return { kind: 'dense', width, gated: true, ...more };
}

/** Keys that a class computes itself and fails to load when a config sets them (properties without a setter). */
export function refuseComputed(fields: Fields, className: string, keys: readonly string[]): void {
  for (const key of keys) {
    if (fields.node(key) !== undefined) {
      fields.report(
        'conflict',
        key,
        `\`${key}\` can't be set: \`${className}\` computes it and fails to load.`,
      );
    }
  }
}

/** Computed when a layer first needs it, so that keys that no layer needs are neither read nor missed. */
export function lazy<T>(read: () => T): () => T {
  let value: { readonly of: T } | undefined;
  return () => (value ??= { of: read() }).of;
}

export interface DecoderOptions {
  readonly hiddenSize: number;
  readonly vocabularySize: number;
  readonly layerTypes: readonly LayerType[];
  readonly mixer: (type: string, index: number) => Mixer;
  readonly feedForward: (index: number, type: string) => FeedForward;
  /** Norm weights of a block outside its mixer and feed-forward; 2 × hidden size unless said. */
  readonly blockParameters?: (index: number) => number;
  /** Weights of the final norm; hidden size unless said. */
  readonly finalNormParameters?: number;
  /** Whether the head shares the embedding when the config does not say. */
  readonly tiedByDefault?: boolean;
  /** Whether it does whatever the config says, in the rare class that does not read the flag. */
  readonly tied?: boolean;
  readonly parts?: readonly Part[];
  /** The dtype that the config names for recurrent states, in the families where an engine asks it. */
  readonly stateDtype?: Dtype | undefined;
  readonly headBias?: boolean;
  /** Width of a row of the embedding and the head; hidden size unless said. */
  readonly embeddingWidth?: number;
  readonly inexact?: string;
  readonly notes?: readonly string[];
}

/** Puts layers, embedding, head and final norm together. */
export function assembleDecoder(fields: Fields, options: DecoderOptions): Architecture {
  const { hiddenSize, vocabularySize, layerTypes } = options;
  const layers = layerTypes.map(({ type, pointer }, index): Layer => ({
    index,
    mixer: options.mixer(type, index),
    feedForward: options.feedForward(index, type),
    otherParameters: options.blockParameters?.(index) ?? 2 * hiddenSize,
    pointer,
  }));
  const wrapper = readWrapper(fields, hiddenSize);
  const tied =
    options.tied ?? wrapper.tied ?? fields.flag('tie_word_embeddings', options.tiedByDefault ?? false);
  const inexact = options.inexact ?? wrapper.inexact;
  const embeddingParameters = vocabularySize * (options.embeddingWidth ?? hiddenSize);
  return {
    hiddenSize,
    vocabularySize,
    layers,
    embeddingParameters,
    headParameters: (tied ? 0 : embeddingParameters) + (options.headBias ? vocabularySize : 0),
    parts: [
      { name: 'final norm', parameters: options.finalNormParameters ?? hiddenSize },
      ...(options.parts ?? []),
      ...wrapper.parts,
    ],
    maximumContextTokens: fields.optionalCount('max_position_embeddings'),
    modelDtype: readDtype(fields),
    ...(options.stateDtype !== undefined && { stateDtype: options.stateDtype }),
    ...(inexact !== undefined && { inexact }),
    notes: options.notes ?? [],
  };
}

function readDtype(fields: Fields): Architecture['modelDtype'] {
  for (const name of ['dtype', 'torch_dtype']) {
    for (const field of [fields.config.field(name), fields.config.rootField(name)]) {
      if (field && !isNull(field.node)) return parseDtype(stringValue(field.node) ?? '');
    }
  }
  return undefined;
}
