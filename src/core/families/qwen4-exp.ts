import { stringValue } from '../document/node';
import { joinPointer } from '../document/pointer';
import type { GatedDeltanetMixer } from '../mixers/gated-deltanet';
import type { QsaMixer } from '../mixers/qsa';
import { canonicalLayerType, readAttention, type LayerType } from './decoder';
import { decoderFamily, type PatternRule } from './decoder-family';
import type { Fields } from './fields';
import { ngramTableParameters, type NgramTable } from './ngram-table';
import { readGatedAttention, readGatedDeltanet, readQwenMoe } from './qwen3-next';

const defaults = { hidden: 2048, vocabulary: 248_320, layers: 40 };

/** The keys that must all be written where one of them is, and where a layer is indexed. */
export const indexerKeys = [
  'indexer_n_heads',
  'indexer_kv_heads',
  'indexer_head_dim',
  'indexer_budget',
  'indexer_compress_ratio',
] as const;

/**
 * Qwen4-Exp (transformers, `Qwen4ExpTextConfig` inside `Qwen4ExpConfig`): three Gated DeltaNet layers to one of sparse
 * attention, between several streams of the hidden state, and embeddings of n-grams that join them before some layers.
 */
export const qwen4Exp = decoderFamily({
  id: 'qwen4_exp',
  title: 'Qwen4-Exp',
  modelTypes: ['qwen4_exp_text', 'qwen4_exp'],
  architectures: ['Qwen4Exp'],
  sizes: defaults,
  mixers: {
    linear_attention: readLinearAttention,
    indexed_attention: readIndexedAttention,
    // The class takes it for indexed attention.
    full_attention: readIndexedAttention,
  },
  pattern: (fields): PatternRule => {
    const interval = readInterval(fields);
    return {
      type: (index) => ((index + 1) % interval === 0 ? 'indexed_attention' : 'linear_attention'),
      decidedBy: 'full_attention_interval',
    };
  },
  check: (fields) => {
    checkOutputGate(fields);
    checkIndexer(fields);
  },
  feedForward: (fields) => readQwenMoe(fields, { experts: 512, expertsPerToken: 10 }),
  extras: (fields, hiddenSize, layerTypes) => {
    const streams = fields.count('hc_count', 4, 2) * hiddenSize;
    const mixing = streams + 2 * streams * fields.count('hc_lowrank', 320);
    // Beside the mixing, a weight for what is written back to each stream. There are no other norms.
    const connection = mixing + (streams * streams) / hiddenSize;
    checkNgramLayers(fields, layerTypes);
    const ngrams = readNgrams(fields);
    const features = ngrams
      ? ngrams.embeddingDim * (streams + hiddenSize) + (3 + ngrams.kernel) * streams
      : 0;
    const table = ngrams && ngramTableParameters(ngrams);
    return {
      blockParameters: (index) => 2 * connection + (ngrams?.layers.has(index) ? features : 0),
      finalNormParameters: 0,
      parts: [
        { name: 'mixer of the streams', parameters: mixing },
        ...(table === undefined ? [] : [{ name: 'embeddings of n-grams', parameters: table }]),
      ],
      ...(ngrams && table === undefined && { inexact: 'the tables of n-grams are too many to be counted' }),
    };
  },
});

const readInterval = (fields: Fields): number => fields.count('full_attention_interval', 4);

function readIndexedAttention(fields: Fields, hiddenSize: number): (index: number) => QsaMixer {
  const blockTokens = fields.optionalCount('indexer_compress_ratio') ?? 1;
  const mixer: QsaMixer = {
    kind: 'qsa',
    ...readAttention(fields, hiddenSize, { queryHeads: 16, keyValueHeads: 2, headDim: 256 }),
    ...readGatedAttention(fields),
    indexHeads: fields.optionalCount('indexer_n_heads') ?? 1,
    indexDim: fields.optionalCount('indexer_head_dim') ?? 1,
    blockTokens,
    topBlocks: Math.max(1, Math.floor((fields.optionalCount('indexer_budget') ?? 1) / blockTokens)),
    keepsPositions: false,
  };
  const first = firstIndexedLayer(fields);
  const keeper = { ...mixer, keepsPositions: true };
  return (index) => (index === first ? keeper : mixer);
}

function firstIndexedLayer(fields: Fields): number {
  const list = fields.list('layer_types');
  return list
    ? list.findIndex((item) => canonicalLayerType(stringValue(item) ?? '') !== 'linear_attention')
    : readInterval(fields) - 1;
}

function readLinearAttention(fields: Fields, hiddenSize: number): (index: number) => GatedDeltanetMixer {
  const mixer = readGatedDeltanet(fields);
  const ngrams = readNgrams(fields);
  if (!ngrams) return () => mixer;
  const { kernel, tokens, layers } = ngrams;
  const channels = fields.count('hc_count', 4, 2) * hiddenSize;
  const withNgrams = { ...mixer, ngrams: { channels, kernel, tokens } };
  return (index) => (layers.has(index) ? withNgrams : mixer);
}

interface Ngrams extends NgramTable {
  /** 0-based, unlike the key. */
  readonly layers: ReadonlySet<number>;
  readonly kernel: number;
  readonly tokens: number;
}

/** Embeddings of n-grams; undefined where no layer has them (`Qwen4ExpTextPLELayer`). */
function readNgrams(fields: Fields): Ngrams | undefined {
  const layers = new Set((fields.integers('ple_layer_ids') ?? []).map((id) => id - 1));
  if (layers.size === 0) return undefined;
  const tokens = fields.count('ngram_size', 3, 2);
  const heads = (tokens - 1) * fields.count('heads_per_ngram', 8);
  const hiddenSize = fields.count('hidden_size', defaults.hidden);
  const embeddingDim = fields.optionalCount('ple_embed_dim') ?? hiddenSize;
  if (embeddingDim % heads !== 0) {
    fields.report(
      'conflict',
      'ple_embed_dim',
      `\`ple_embed_dim\` (${embeddingDim}) is not a multiple of the ${heads} heads of n-grams.`,
    );
  }
  return {
    layers,
    // A convolution of 1 has no history, and the class then fails to cache it.
    kernel: fields.count('ple_conv_kernel_size', 4, 2),
    tokens,
    embeddingDim,
    tables: layers.size,
    heads,
    leastRows: fields.count('ngram_vocab_size_base', 20_000_000, 0),
    rowsMultiple: fields.count('make_ngram_vocab_size_divisible_by', 128),
  };
}

/** Ids count from 1, and n-grams join linear layers only. */
function checkNgramLayers(fields: Fields, layerTypes: readonly LayerType[]): void {
  const ids = fields.integers('ple_layer_ids') ?? [];
  if (ids.length === 0) return;
  const base = fields.pointer('ple_layer_ids');
  for (const [index, id] of ids.entries()) {
    const type = layerTypes[id - 1]?.type;
    if (type === 'linear_attention') continue;
    const why =
      type === undefined ? `ids count from 1 to ${layerTypes.length}` : 'n-grams join linear layers only';
    fields.reportAt(
      'conflict',
      'ple_layer_ids',
      joinPointer(base, index),
      `Layer ${id} can't have n-grams: ${why}.`,
    );
  }
  const end = fields.node('eos_token_id');
  const isEmpty = !fields.has('eos_token_id') || (end?.type === 'array' && end.items.length === 0);
  if (isEmpty)
    fields.report('conflict', 'eos_token_id', 'N-grams end at `eos_token_id`, which must be written.');
}

function checkOutputGate(fields: Fields): void {
  const key = fields.text('output_gate_type') ? 'output_gate_type' : 'hidden_act';
  const activation = fields.text(key) ?? 'silu';
  if (activation === 'silu' || activation === 'sigmoid') return;
  fields.report('conflict', key, `The output gate is silu or sigmoid, not "${activation}".`);
}

/** All of the indexer's keys or, where no layer is indexed, none. */
function checkIndexer(fields: Fields): void {
  const missing = indexerKeys.filter((key) => !fields.has(key));
  if (missing.length > 0) {
    const isNeeded = missing.length < indexerKeys.length || hasIndexedLayer(fields);
    const place = missing.find((key) => fields.node(key)) ?? indexerKeys.find((key) => fields.has(key));
    const names = missing.map((key) => `\`${key}\``).join(', ');
    if (isNeeded) fields.report('conflict', place ?? indexerKeys[0], `The indexer lacks ${names}.`);
    return;
  }
  const count = (key: (typeof indexerKeys)[number]): number => fields.optionalCount(key) ?? 1;
  if (count('indexer_kv_heads') !== 1)
    fields.report(
      'conflict',
      'indexer_kv_heads',
      `The indexer has 1 key head, not ${count('indexer_kv_heads')}.`,
    );
  if (count('indexer_budget') % count('indexer_compress_ratio') !== 0) {
    fields.report(
      'conflict',
      'indexer_budget',
      `\`indexer_budget\` (${count('indexer_budget')}) is not a multiple of \`indexer_compress_ratio\` (${count('indexer_compress_ratio')}).`,
    );
  }
  const rotary = Math.trunc(fields.count('head_dim', 256) * readRotaryShare(fields));
  if (rotary > count('indexer_head_dim')) {
    fields.report(
      'conflict',
      'indexer_head_dim',
      `\`indexer_head_dim\` (${count('indexer_head_dim')}) is less than the ${rotary} rotary dimensions of a head.`,
    );
  }
}

function hasIndexedLayer(fields: Fields): boolean {
  const first = firstIndexedLayer(fields.silent());
  return first >= 0 && first < fields.silent().count('num_hidden_layers', defaults.layers);
}

/** Of `rope_parameters`, else of the older key beside it; whole heads turn where neither is written. */
function readRotaryShare(fields: Fields): number {
  const key = ['rope_parameters.partial_rotary_factor', 'partial_rotary_factor'].find((name) =>
    fields.has(name),
  );
  return key === undefined ? 1 : fields.number(key, 1);
}
