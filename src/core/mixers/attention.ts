import type { Cost } from './mixer';
import type { Growth, StateTensor } from './state';

/**
 * The geometry that full, sliding and chunked softmax attention share: MHA (as many key/value heads as query
 * heads), GQA (fewer) and MQA (one).
 */
export interface AttentionGeometry {
  readonly queryHeads: number;
  readonly keyValueHeads: number;
  /** Width of a query and key head. */
  readonly headDim: number;
  /** Width of a value head; the same as `headDim` in all but a few families. */
  readonly valueHeadDim: number;
  readonly queryKeyValueBias?: boolean;
  readonly outputBias?: boolean;
  /** RMS norms on queries and keys: one of head width shared by all heads, or one over all heads. */
  readonly queryKeyNorm?: 'head' | 'full';
  /** A learned logit per query head that takes part in the softmax (gpt-oss). */
  readonly sinks?: boolean;
  /** A sigmoid gate on the output, of the width of the queries (Qwen3-Next's gated attention). */
  readonly outputGate?: boolean;
}

/** keys, values: [batch, key/value heads, length, head dim], in the cache dtype. */
export function keyValueState(geometry: AttentionGeometry, growth: Growth): StateTensor[] {
  const heads = { sharded: geometry.keyValueHeads };
  return [
    { name: 'keys', kind: 'kv', shape: ['batch', heads, 'length', geometry.headDim], growth, dtype: 'cache' },
    {
      name: 'values',
      kind: 'kv',
      shape: ['batch', heads, 'length', geometry.valueHeadDim],
      growth,
      dtype: 'cache',
    },
  ];
}

/** Projections q, k, v, o with what the family adds (transformers, the family's `*Attention` module). */
export function attentionParameters(geometry: AttentionGeometry, hiddenSize: number): number {
  const { queryHeads, keyValueHeads, headDim, valueHeadDim } = geometry;
  const query = queryHeads * headDim;
  const key = keyValueHeads * headDim;
  const value = keyValueHeads * valueHeadDim;
  let parameters = hiddenSize * (query + key + value) + queryHeads * valueHeadDim * hiddenSize;
  if (geometry.queryKeyValueBias) parameters += query + key + value;
  if (geometry.outputBias) parameters += hiddenSize;
  if (geometry.queryKeyNorm === 'head') parameters += 2 * headDim;
  if (geometry.queryKeyNorm === 'full') parameters += query + key;
  if (geometry.sinks) parameters += queryHeads;
  // The gate is the other half of the query projection, and shares its bias.
  if (geometry.outputGate) parameters += (hiddenSize + (geometry.queryKeyValueBias ? 1 : 0)) * query;
  return parameters;
}

/** Scores and weighted sum of one query over `attendedTokens` keys and values. */
export function attentionStep(geometry: AttentionGeometry, attendedTokens: number): Cost {
  const { queryHeads, keyValueHeads, headDim, valueHeadDim } = geometry;
  return {
    flops: 2 * queryHeads * (headDim + valueHeadDim) * attendedTokens,
    stateElementsRead: keyValueHeads * (headDim + valueHeadDim) * attendedTokens,
  };
}

/**
 * Causal attention over a prompt in which no query sees more than `reachTokens` keys: the first `reachTokens`
 * queries see a growing part, the rest a full one.
 */
export function attentionPrompt(
  geometry: AttentionGeometry,
  promptTokens: number,
  reachTokens = promptTokens,
): Cost {
  const reach = Math.min(promptTokens, reachTokens);
  const pairs = (reach * (reach + 1)) / 2 + (promptTokens - reach) * reach;
  return { flops: attentionStep(geometry, 1).flops * pairs, stateElementsRead: 0 };
}

export function describeAttention(geometry: AttentionGeometry): string {
  const { queryHeads, keyValueHeads, headDim, valueHeadDim } = geometry;
  const kind = attentionKind(geometry);
  const width = headDim === valueHeadDim ? `${headDim}` : `${headDim} (values ${valueHeadDim})`;
  const extras = [geometry.outputGate && 'gated output', geometry.sinks && 'sinks'].filter(Boolean);
  const heads =
    kind === 'MHA'
      ? `${queryHeads} heads of ${width}`
      : `${queryHeads} query heads, ${keyValueHeads} key/value head${keyValueHeads === 1 ? '' : 's'} of ${width}`;
  return [`${kind}: ${heads}`, ...extras].join(', ');
}

export function attentionKind({ queryHeads, keyValueHeads }: AttentionGeometry): 'MHA' | 'GQA' | 'MQA' {
  if (keyValueHeads === queryHeads) return 'MHA';
  return keyValueHeads === 1 ? 'MQA' : 'GQA';
}
