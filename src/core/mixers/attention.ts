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
  /** Those norms are LayerNorms with a bias (Phi-2). */
  readonly queryKeyNormBias?: boolean;
  /** A learned logit per query head that takes part in the softmax (gpt-oss). */
  readonly sinks?: boolean;
  /**
   * A sigmoid gate on the output, of the width of the queries (Qwen3-Next's gated attention). It shares the queries'
   * projection and bias unless said.
   */
  readonly outputGate?: boolean | 'without-bias';
  /** A sigmoid gate on the output with one number per head (Step 3.5). */
  readonly headGate?: boolean;
  /** Values are the keys: there is no projection of their own, though both are kept (Gemma 4). */
  readonly keysAreValues?: boolean;
  /** Queries through a low rank and outputs through one per group of heads, with norms on both ranks (DeepSeek-V4). */
  readonly lowRank?: { readonly query: number; readonly output: number; readonly outputGroups: number };
  /** Keys and values are repeated for all query heads before they are cached (Falcon-40B in transformers). */
  readonly cachesRepeatedHeads?: boolean;
  /** Width of the two last inputs that are kept beside keys and values, for a filter on queries and keys (Yuan). */
  readonly filteredInputs?: number;
  /**
   * Queries and keys pass a convolution per channel and one per head, and the second half of the values
   * is projected from the token before (ZAYA's compressed convolutional attention).
   */
  readonly convolutions?: { readonly channelKernel: number; readonly headKernel: number };
  /** The weights are another block's, or counted once for all blocks that use them (Zamba). */
  readonly weightsElsewhere?: boolean;
  /** Weights of the attention module beyond all of these. */
  readonly extraParameters?: number;
}

/** keys, values: [batch, key/value heads, length, head dim], in the cache dtype. */
export function keyValueState(geometry: AttentionGeometry, growth: Growth): StateTensor[] {
  const heads = {
    sharded: geometry.keyValueHeads,
    ...(geometry.cachesRepeatedHeads && { repeated: geometry.queryHeads }),
  };
  return [
    { name: 'keys', kind: 'kv', shape: ['batch', heads, 'length', geometry.headDim], growth, dtype: 'cache' },
    {
      name: 'values',
      kind: 'kv',
      shape: ['batch', heads, 'length', geometry.valueHeadDim],
      growth,
      dtype: 'cache',
    },
    ...(geometry.filteredInputs === undefined ? [] : [lastInputs(geometry.filteredInputs)]),
    ...(geometry.convolutions ? convolutionStates(geometry, geometry.convolutions) : []),
  ];
}

function lastInputs(width: number): StateTensor {
  return {
    name: 'last_inputs',
    kind: 'recurrent',
    shape: ['batch', 2, width],
    growth: { type: 'constant' },
    dtype: 'model',
  };
}

/**
 * conv: [batch, query and key channels, columns], what both convolutions need of earlier tokens and no column more;
 * delayed_values: [batch, half the value channels], of the last token (transformers, `ZayaCCAProjection`).
 */
function convolutionStates(
  { queryHeads, keyValueHeads, headDim, valueHeadDim }: AttentionGeometry,
  { channelKernel, headKernel }: NonNullable<AttentionGeometry['convolutions']>,
): StateTensor[] {
  const columns = channelKernel + headKernel - 2;
  const conv: StateTensor = {
    name: 'conv',
    kind: 'conv',
    shape: ['batch', { sharded: (queryHeads + keyValueHeads) * headDim }, columns],
    growth: { type: 'constant' },
    dtype: 'model',
  };
  const delayedValues: StateTensor = {
    name: 'delayed_values',
    kind: 'recurrent',
    shape: ['batch', { sharded: Math.floor((keyValueHeads * valueHeadDim) / 2) }],
    growth: { type: 'constant' },
    dtype: 'model',
  };
  return columns > 0 ? [conv, delayedValues] : [delayedValues];
}

/** Projections q, k, v, o with what the family adds (transformers, the family's `*Attention` module). */
export function attentionParameters(geometry: AttentionGeometry, hiddenSize: number): number {
  if (geometry.weightsElsewhere) return 0;
  const { queryHeads, keyValueHeads, headDim, valueHeadDim, lowRank } = geometry;
  const query = queryHeads * headDim;
  const key = keyValueHeads * headDim;
  const value = keyValueHeads * valueHeadDim;
  const projected = query + key + (geometry.keysAreValues ? 0 : value);
  const output = queryHeads * valueHeadDim;
  let parameters = lowRank
    ? (hiddenSize + query + 1) * lowRank.query +
      hiddenSize * (projected - query) +
      headDim +
      (output + hiddenSize * lowRank.outputGroups) * lowRank.output
    : hiddenSize * (projected + output);
  if (geometry.queryKeyValueBias) parameters += projected;
  if (geometry.outputBias) parameters += hiddenSize;
  const normWeights = geometry.queryKeyNormBias ? 2 : 1;
  if (geometry.queryKeyNorm === 'head') parameters += normWeights * 2 * headDim;
  if (geometry.queryKeyNorm === 'full') parameters += normWeights * (query + key);
  if (geometry.sinks) parameters += queryHeads;
  if (geometry.outputGate) {
    const bias = geometry.queryKeyValueBias && geometry.outputGate !== 'without-bias';
    parameters += (hiddenSize + (bias ? 1 : 0)) * query;
  }
  if (geometry.headGate) parameters += hiddenSize * queryHeads;
  if (geometry.convolutions) {
    const { channelKernel, headKernel } = geometry.convolutions;
    // Both convolutions have biases; a scale per key head follows them (transformers, `ZayaQKNorm`).
    parameters += (query + key) * (channelKernel + 1 + headDim * headKernel + 1) + keyValueHeads;
  }
  return parameters + (geometry.extraParameters ?? 0);
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
  const extras = [
    geometry.outputGate && 'gated output',
    geometry.sinks && 'sinks',
    geometry.convolutions && 'convolutions over queries and keys',
  ].filter(Boolean);
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
