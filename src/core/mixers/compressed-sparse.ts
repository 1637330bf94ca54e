import { formatCount } from '../format';
import {
  attentionParameters,
  attentionStep,
  compressedState,
  compressorParameters,
  describeCompressed,
  windowState,
  type CompressedGeometry,
} from './compressed';
import type { MixerModule } from './mixer';
import type { StateTensor } from './state';

/** Compressed sparse attention: entries of few tokens each, of which an indexer picks the best. */
export interface CompressedSparseMixer extends CompressedGeometry {
  readonly kind: 'compressed-sparse';
  readonly indexHeads: number;
  readonly indexDim: number;
  readonly topEntries: number;
  /** Rank of the queries' compression, from which the indexer's queries are made as well. */
  readonly queryRank: number;
}

/** Blocks overlap, so that a token is written into two entries: the sources are twice as wide. */
const overlapping = 2;

/** entries: what the last whole block passes on to the next one. */
function overlapState(name: string, kind: StateTensor['kind'], rate: number, width: number): StateTensor {
  return {
    name,
    kind,
    shape: ['batch', 'length', width],
    growth: { type: 'last-block', of: rate },
    dtype: 'cache',
  };
}

export const compressedSparse: MixerModule<CompressedSparseMixer> = {
  name: 'compressed sparse attention',
  glyph: 'c',
  summary:
    'Attention over a window and, beyond it, over the few compressed entries that an indexer picks. Every few tokens add one entry to the cache; in between, what the next entry is made of is kept.',
  paper: { title: 'DeepSeek-V4 (2026)', url: 'https://huggingface.co/deepseek-ai/DeepSeek-V4-Pro' },
  reach: 'global',
  state: (mixer) => {
    const { headDim, indexDim, compressRate: rate } = mixer;
    return [
      windowState(mixer),
      ...compressedState('', 'kv', rate, headDim, overlapping * headDim),
      ...compressedState('index_', 'index', rate, indexDim, overlapping * indexDim),
      overlapState('overlap', 'kv', rate, headDim),
      overlapState('overlap_gate', 'kv', rate, headDim),
      overlapState('index_overlap', 'index', rate, indexDim),
      overlapState('index_overlap_gate', 'index', rate, indexDim),
    ];
  },
  // The compressor, and an indexer with a compressor of its own (transformers, `DeepseekV4CSACompressor`).
  parameters: (mixer, hiddenSize) => {
    const { headDim, indexDim, indexHeads, compressRate: rate, queryRank } = mixer;
    return (
      attentionParameters(mixer, hiddenSize) +
      compressorParameters(hiddenSize, rate, headDim, overlapping * headDim) +
      compressorParameters(hiddenSize, rate, indexDim, overlapping * indexDim) +
      queryRank * indexHeads * indexDim +
      hiddenSize * indexHeads
    );
  },
  decode: (mixer, contextTokens) => {
    const entries = Math.floor((contextTokens + 1) / mixer.compressRate);
    const seen = Math.min(contextTokens + 1, mixer.windowTokens) + Math.min(entries, mixer.topEntries);
    // Keys are the values: one read serves both.
    return {
      flops: attentionStep(mixer, seen).flops + 2 * mixer.indexHeads * mixer.indexDim * entries,
      stateElementsRead: mixer.keyValueHeads * mixer.headDim * seen + mixer.indexDim * entries,
    };
  },
  prefill: (mixer, promptTokens) => {
    const entries = promptTokens / mixer.compressRate;
    const seen = Math.min(promptTokens, mixer.windowTokens) + Math.min(entries / 2, mixer.topEntries);
    const index = 2 * mixer.indexHeads * mixer.indexDim * (entries / 2);
    return { flops: (attentionStep(mixer, seen).flops + index) * promptTokens, stateElementsRead: 0 };
  },
  describe: (mixer) =>
    `${describeCompressed(mixer)}, of which the top ${formatCount(mixer.topEntries)} are seen; ${mixer.indexHeads} index heads of ${mixer.indexDim}`,
};
