/** A decoder family as a table of facts, for the many that differ in nothing else. */
import type { Pointer } from '../document/pointer';
import type { FeedForward } from '../feedforward/feedforward';
import type { AttentionGeometry } from '../mixers/attention';
import type { Mixer } from '../mixers/registry';
import {
  assembleDecoder,
  dense,
  lazy,
  readAttention,
  readLayerTypes,
  type AttentionDefaults,
  type DecoderOptions,
  type LayerType,
} from './decoder';
import type { Family } from './family';
import type { Fields } from './fields';

export interface WindowFacts {
  /** `sliding_window` of the class where the key is left out; absent: none, which is not the same as everywhere. */
  readonly omitted?: number;
  /** The flag without which the class sets the window to null. */
  readonly enabledBy?: string;
  /** What the class makes of the number. */
  readonly adjust?: (fields: Fields, window: number) => number;
}

export interface SoftmaxFacts extends AttentionDefaults {
  /** Biases, norms, sinks and gates of the family's attention module. */
  readonly more?: (fields: Fields) => Partial<AttentionGeometry>;
}

/** A family's rule for configs without a list of layer types. */
export interface PatternRule {
  readonly type: (index: number) => string;
  /** The key that the rule reads, which then decides every layer. */
  readonly decidedBy?: string;
  /** The list entry that decides a layer, where the rule reads a list. */
  readonly entry?: (index: number) => Pointer | undefined;
}

/** Mixers of one layer type: the same in every layer, or told by the layer's index. */
export type MixerReader = (fields: Fields, hiddenSize: number) => Mixer | ((index: number) => Mixer);

export type FeedForwards = (
  fields: Fields,
  layerCount: number,
  hiddenSize: number,
) => FeedForward | ((index: number, type: string) => FeedForward);

export interface DecoderFacts extends Omit<Family, 'describe'> {
  /** Class defaults of `hidden_size`, `vocab_size` and `num_hidden_layers`. */
  readonly sizes: { readonly hidden?: number; readonly vocabulary?: number; readonly layers?: number };
  /** Softmax attention, which then stands behind `full_attention` and the windowed layer types. */
  readonly attention?: SoftmaxFacts;
  readonly window?: WindowFacts;
  /** `attention_chunk_size` of the class where the key is left out; its presence says that the family has such layers. */
  readonly chunk?: number;
  /** Mixers of other layer types, or in place of softmax attention. */
  readonly mixers?: Readonly<Record<string, MixerReader>>;
  /** Absent for classes without `layer_types`: the cache then decides, see `cacheRule`. */
  readonly pattern?: (fields: Fields, layerCount: number) => PatternRule;
  /** The list that beats the pattern: `layer_types` unless said; false where the class reads none. */
  readonly list?: string | false;
  /** The class cuts off what the list holds beyond the layers. */
  readonly cutsList?: boolean;
  /** What else the class refuses. */
  readonly check?: (fields: Fields, layerCount: number) => void;
  readonly feedForward: FeedForwards;
  /** Norms of hidden size in a block outside mixer and feed-forward; 2 unless said. */
  readonly normsPerBlock?: number;
  /** Weights of a norm per channel: 1 (RMSNorm) unless said, 2 with a bias (LayerNorm), 0 without any (OLMo). */
  readonly normWeights?: 0 | 1 | 2;
  /** Whether the head shares the embedding when the config does not say. */
  readonly tied?: boolean;
  /** Weights, notes and doubts beyond the table. */
  readonly extras?: (
    fields: Fields,
    hiddenSize: number,
    layerTypes: readonly LayerType[],
  ) => Partial<
    Pick<
      DecoderOptions,
      | 'parts'
      | 'stateDtype'
      | 'inexact'
      | 'notes'
      | 'blockParameters'
      | 'headBias'
      | 'finalNormParameters'
      | 'tied'
      | 'embeddingWidth'
    >
  >;
}

export function decoderFamily(facts: DecoderFacts): Family {
  const { id, title, modelTypes, architectures, aliases, publishedRatio, rotaryShare, ...table } = facts;
  const readers = { ...softmaxReaders(table), ...table.mixers };
  const [firstType = 'full_attention'] = Object.keys(readers);
  const pattern =
    table.pattern ?? (table.attention ? cacheRule(table.window) : () => ({ type: () => firstType }));
  const { normsPerBlock = 2, normWeights = 1 } = table;
  return {
    id,
    title,
    modelTypes,
    architectures,
    ...(aliases && { aliases }),
    ...(publishedRatio && { publishedRatio }),
    ...(rotaryShare !== undefined && { rotaryShare }),
    describe(fields) {
      const hiddenSize = fields.count('hidden_size', table.sizes.hidden);
      const layerCount = fields.layerCount('num_hidden_layers', table.sizes.layers);
      table.check?.(fields, layerCount);
      const layerTypes = readPattern(
        fields,
        layerCount,
        Object.keys(readers),
        pattern,
        table.list,
        table.cutsList,
      );
      const mixerOf = new Map(
        Object.entries(readers).map(([type, read]) => [type, lazy(() => read(fields, hiddenSize))]),
      );
      const feedForwards = table.feedForward(fields, layerCount, hiddenSize);
      return assembleDecoder(fields, {
        hiddenSize,
        vocabularySize: fields.count('vocab_size', table.sizes.vocabulary),
        layerTypes,
        mixer: (type, index) => {
          const mixer = mixerOf.get(type)!();
          return typeof mixer === 'function' ? mixer(index) : mixer;
        },
        feedForward: typeof feedForwards === 'function' ? feedForwards : () => feedForwards,
        blockParameters: () => normsPerBlock * normWeights * hiddenSize,
        finalNormParameters: normWeights * hiddenSize,
        ...(table.tied !== undefined && { tiedByDefault: table.tied }),
        ...table.extras?.(fields, hiddenSize, layerTypes),
      });
    },
  };
}

/** The list where there is one; the rule's own keys are then left alone, as the classes leave them. */
export function readPattern(
  fields: Fields,
  layerCount: number,
  allowed: readonly string[],
  pattern: NonNullable<DecoderFacts['pattern']>,
  key: string | false = 'layer_types',
  cutsList = false,
): LayerType[] {
  const listed = key !== false && fields.has(key);
  const { type, decidedBy, entry } = pattern(listed ? fields.silent() : fields, layerCount);
  return readLayerTypes(fields, layerCount, { allowed, fallback: type, decidedBy, entry, key, cutsList });
}

/**
 * For classes that know no `layer_types`: the cache takes the type of every layer from the config all the same, by
 * `layer_types`, `sliding_window` or `attention_chunk_size` (transformers 5.18, `get_layer_types_and_kwargs`).
 */
function cacheRule(window: WindowFacts = {}): NonNullable<DecoderFacts['pattern']> {
  return (fields) => {
    const windowed = readWindow(fields, window) !== undefined;
    if (windowed) return { type: () => 'sliding_attention', decidedBy: 'sliding_window' };
    return fields.has('attention_chunk_size')
      ? { type: () => 'chunked_attention', decidedBy: 'attention_chunk_size' }
      : { type: () => 'full_attention' };
  };
}

/** Tokens of the window, or undefined where the class has none. */
export function readWindow(fields: Fields, { omitted, enabledBy, adjust }: WindowFacts): number | undefined {
  if (enabledBy !== undefined && !fields.flag(enabledBy, false)) return undefined;
  const window =
    fields.node('sliding_window') === undefined && omitted !== undefined
      ? fields.count('sliding_window', omitted)
      : fields.optionalCount('sliding_window');
  return window !== undefined && adjust ? adjust(fields, window) : window;
}

/** Mixers of the layer types that softmax attention stands behind. */
function softmaxReaders({
  attention,
  window,
  chunk,
  pattern,
}: Pick<DecoderFacts, 'attention' | 'window' | 'chunk' | 'pattern'>): NonNullable<DecoderFacts['mixers']> {
  if (!attention) return {};
  const { more, ...defaults } = attention;
  const geometry = (fields: Fields, hiddenSize: number): AttentionGeometry => ({
    ...readAttention(fields, hiddenSize, defaults),
    ...more?.(fields),
  });
  return {
    full_attention: (fields, hiddenSize) => ({ kind: 'full', ...geometry(fields, hiddenSize) }),
    ...((window || !pattern) && {
      sliding_attention: (fields, hiddenSize) => ({
        kind: 'sliding',
        ...geometry(fields, hiddenSize),
        windowTokens: readWindow(fields, window ?? {}) ?? missingWindow(fields, window ?? {}),
      }),
    }),
    ...((chunk !== undefined || !pattern) && {
      chunked_attention: (fields, hiddenSize) => ({
        kind: 'chunked',
        ...geometry(fields, hiddenSize),
        chunkTokens: fields.count('attention_chunk_size', chunk),
      }),
    }),
  };
}

function missingWindow(fields: Fields, { enabledBy }: WindowFacts): number {
  const why = enabledBy === undefined ? '' : `, or \`${enabledBy}\` is not true`;
  fields.report(
    'conflict',
    'sliding_window',
    `Sliding layers need a window: \`sliding_window\` is null${why}.`,
  );
  return 1;
}

/** `intermediate_size` wide, with biases where a key of the config switches them on. */
export function gatedMlp(width: number, bias?: string): (fields: Fields) => FeedForward {
  return (fields) =>
    dense(
      fields.count('intermediate_size', width),
      bias === undefined ? {} : { bias: fields.flag(bias, false) },
    );
}

/**
 * Two projections and nothing between them but the activation. The key may be null or left out where the class then
 * takes a multiple of the hidden size.
 */
export function plainMlp(facts: {
  readonly key: string;
  readonly omitted: number | { readonly timesHidden: number };
  readonly bias?: boolean | ((fields: Fields) => boolean);
}): (fields: Fields, layerCount: number, hiddenSize: number) => FeedForward {
  return (fields, _layerCount, hiddenSize) => {
    const { key, omitted, bias = false } = facts;
    const width =
      typeof omitted === 'number'
        ? fields.count(key, omitted)
        : (fields.optionalCount(key) ?? omitted.timesHidden * hiddenSize);
    return dense(width, { gated: false, bias: typeof bias === 'function' ? bias(fields) : bias });
  };
}

/** Experts in the layers that `sparse` names, a dense feed-forward in the others. */
export function mixedFeedForward(facts: {
  readonly sparse: (fields: Fields, layerCount: number) => (index: number) => boolean;
  readonly moe: (fields: Fields) => FeedForward;
  readonly dense: (fields: Fields) => FeedForward;
}): FeedForwards {
  return (fields, layerCount) => {
    const sparse = facts.sparse(fields, layerCount);
    const moe = lazy(() => facts.moe(fields));
    const dense = lazy(() => facts.dense(fields));
    return (index) => (sparse(index) ? moe() : dense());
  };
}

/** Sparse from layer `key` on. */
export function sparseFrom(key: string, fallback: number): (fields: Fields) => (index: number) => boolean {
  return (fields) => {
    const first = fields.count(key, fallback, 0);
    return (index) => index >= first;
  };
}
