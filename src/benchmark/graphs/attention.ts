import type { AttentionGeometry } from '../../core/mixers/attention';
import { floatType, type Value } from '../onnx/graph';
import { batch, type Layer } from './layer';
import { byHead, layerNorm, merge, project, range, rmsNorm, rotate, split, vector } from './operators';

/** Takes the place of −∞: still finite in half precision, and its exponential is 0. */
export const masked = -60_000;

/** Queries, keys and values of one call: [1, T, heads × dim] each. */
export interface Projected {
  readonly queries: Value;
  readonly keys: Value;
  readonly values: Value;
  /** [1, T, query heads × head dim] and [1, T, query heads], before the sigmoid. */
  readonly gate?: Value;
  readonly headGate?: Value;
}

/** Projections, norms of queries and keys, rotation. */
export function projectAttention(layer: Layer, mixer: AttentionGeometry, x: Value): Projected {
  const { queryHeads, keyValueHeads, headDim, valueHeadDim, lowRank } = mixer;
  const bias = mixer.queryKeyValueBias ?? false;
  const width = queryHeads * headDim;
  const rawQueries = lowRank
    ? project(layer, lowRankQueries(layer, x, lowRank.query), 'q_b', width)
    : project(layer, x, 'q', width, bias);
  const rawKeys = project(layer, x, 'k', keyValueHeads * headDim, bias);
  const values = mixer.keysAreValues ? rawKeys : project(layer, x, 'v', keyValueHeads * valueHeadDim, bias);
  if (lowRank) layer.leaveOut('the norm of the keys');
  if (mixer.extraParameters !== undefined) layer.leaveOut('further small weights of the attention module');
  if (mixer.convolutions) layer.leaveOut('the convolutions over queries and keys, and the delay of values');
  const queries = place(layer, normalise(layer, mixer, rawQueries, 'q_norm'), headDim);
  const keys = place(layer, normalise(layer, mixer, rawKeys, 'k_norm'), headDim);
  layer.present('keys', byHead(layer, keys, headDim));
  layer.present('values', byHead(layer, values, valueHeadDim));
  const gateBias = bias && mixer.outputGate !== 'without-bias';
  return {
    queries,
    keys,
    values,
    ...(mixer.outputGate && { gate: project(layer, x, 'gate', width, gateBias) }),
    ...(mixer.headGate && { headGate: project(layer, x, 'head_gate', queryHeads) }),
  };
}

function lowRankQueries(layer: Layer, x: Value, rank: number): Value {
  return rmsNorm(layer, project(layer, x, 'q_a', rank), vector(layer, 'q_a_norm', rank, 'norm'));
}

/** The norm of each head, or of all of them, as configured. */
function normalise(layer: Layer, mixer: AttentionGeometry, x: Value, name: string): Value {
  if (mixer.queryKeyNorm === undefined) return x;
  const { headDim, queryKeyNormBias } = mixer;
  const width = mixer.queryKeyNorm === 'head' ? headDim : x.shape[2]!;
  const heads = split(layer, x, width);
  const weight = vector(layer, name, width, 'norm');
  return merge(
    layer,
    queryKeyNormBias
      ? layerNorm(layer, heads, weight, vector(layer, `${name}_bias`, width, 'bias'))
      : rmsNorm(layer, heads, weight),
  );
}

function place(layer: Layer, x: Value, headDim: number): Value {
  if (headDim % 2 === 0) {
    layer.remark('rotary embedding turns whole heads, whatever part the config says');
    return rotate(layer, x, headDim);
  }
  layer.leaveOut('rotary embedding (heads of odd width)');
  return x;
}

/** Gates and output projection. attended: [1, T, query heads × value head dim]. */
export function finishAttention(
  layer: Layer,
  mixer: AttentionGeometry,
  { gate, headGate }: Projected,
  attended: Value,
): Value {
  const { graph, tokens, hiddenSize } = layer;
  const { queryHeads, valueHeadDim, lowRank } = mixer;
  let gated = gate ? graph.multiply(attended, graph.sigmoid(gate)) : attended;
  if (headGate) {
    const factor = graph.sigmoid(split(layer, headGate, 1));
    gated = merge(layer, graph.multiply(split(layer, gated, valueHeadDim), factor));
  }
  if (!lowRank) return project(layer, gated, 'o', hiddenSize, mixer.outputBias ?? false);
  // Each group of heads is brought to a low rank by weights of its own.
  const { output: rank, outputGroups: groups } = lowRank;
  const width = (queryHeads * valueHeadDim) / groups;
  const grouped = graph.transpose(graph.reshape(gated, [tokens, groups, width]), [1, 0, 2]);
  const low = graph.matmul(grouped, layer.weight('o_a', [groups, width, rank], 'matrix'));
  const flat = graph.reshape(graph.transpose(low, [1, 0, 2]), [batch, tokens, groups * rank]);
  return project(layer, flat, 'o_b', hiddenSize, mixer.outputBias ?? false);
}

export interface AttendOptions {
  /** Tokens in the cache that this step sees, in decode. */
  readonly cachedTokens: number;
  /** Keys that a query of a prompt sees, itself among them; all before it where absent. */
  readonly windowTokens?: number;
}

/** softmax(q·k ÷ √dim) · v of one decode step or a whole prompt, causal. Result: [1, T, query heads × value dim]. */
export function attend(
  layer: Layer,
  mixer: AttentionGeometry,
  projected: Projected,
  options: AttendOptions,
): Value {
  const { dtype, phase } = layer;
  const { queryHeads, keyValueHeads, headDim, valueHeadDim } = mixer;
  const sink = mixer.sinks ? vector(layer, 'sinks', queryHeads, 'decay') : undefined;
  const past =
    phase === 'decode' && options.cachedTokens > 0
      ? {
          keys: layer.past('keys', [batch, keyValueHeads, options.cachedTokens, headDim], dtype),
          values: layer.past('values', [batch, keyValueHeads, options.cachedTokens, valueHeadDim], dtype),
        }
      : undefined;
  // The fused operator has one head width for keys and values, a multiple of 8.
  if (layer.path === 'fused' && headDim === valueHeadDim && headDim % 8 === 0) {
    return groupQueryAttention(layer, mixer, projected, { ...options, past, sink });
  }
  return phase === 'decode'
    ? attendStep(layer, mixer, projected, past, sink)
    : attendPrompt(layer, mixer, projected, { windowTokens: options.windowTokens, sink });
}

export interface Past {
  readonly keys: Value;
  readonly values: Value;
}

/**
 * com.microsoft.GroupQueryAttention (onnxruntime, ContribOperators.md). On the CPU its results are wrong unless the
 * present keys and values are named outputs, so they always are.
 */
function groupQueryAttention(
  layer: Layer,
  mixer: AttentionGeometry,
  { queries, keys, values }: Projected,
  options: AttendOptions & { past: Past | undefined; sink: Value | undefined },
): Value {
  const { graph, tokens } = layer;
  const { queryHeads, keyValueHeads, headDim } = mixer;
  if (options.past)
    layer.remark('GroupQueryAttention copies the cache to its output; the copy is in the time');
  const rows = queries.shape[0]!;
  const cached = options.past ? options.cachedTokens : 0;
  const dtype = floatType(queries);
  const length = queries.shape[1]!;
  const total = cached + length;
  const present = { dtype, shape: [rows, keyValueHeads, total, headDim] };
  const inputs = [
    queries,
    keys,
    values,
    options.past?.keys,
    options.past?.values,
    graph.int32(
      [rows],
      range(rows).map(() => total - 1),
    ),
    graph.int32([], [total]),
    undefined,
    undefined,
    undefined,
    undefined,
    options.sink,
  ];
  const attributes = {
    num_heads: queryHeads,
    kv_num_heads: keyValueHeads,
    ...(options.windowTokens !== undefined &&
      tokens > 1 &&
      options.windowTokens < length && { local_window_size: options.windowTokens }),
  };
  const outputs = [{ dtype, shape: queries.shape }, present, present];
  const [attended] = graph.node('GroupQueryAttention', inputs, outputs, attributes, 'com.microsoft');
  return attended!;
}

/**
 * One query per head over the cache and the new token. The cache is read where it lies: it is neither transposed nor
 * joined with the new token; only the scores are.
 */
export function attendStep(
  layer: Layer,
  mixer: AttentionGeometry,
  { queries, keys, values }: Projected,
  past: Past | undefined,
  sink: Value | undefined,
): Value {
  const { graph } = layer;
  const { queryHeads, keyValueHeads, headDim, valueHeadDim } = mixer;
  const group = queryHeads / keyValueHeads;
  const q = graph.scale(
    graph.reshape(queries, [batch, keyValueHeads, group, headDim]),
    1 / Math.sqrt(headDim),
  );
  const newKey = graph.reshape(keys, [batch, keyValueHeads, 1, headDim]);
  const newValue = graph.reshape(values, [batch, keyValueHeads, 1, valueHeadDim]);
  const parts = [graph.sum(graph.multiply(q, newKey), -1, true)];
  if (past) {
    const byKey = graph.matmul(past.keys, graph.transpose(q, [0, 1, 3, 2]));
    parts.unshift(graph.transpose(byKey, [0, 1, 3, 2]));
  }
  if (sink) parts.push(graph.reshape(sink, [batch, keyValueHeads, group, 1]));
  const weights = graph.softmax(graph.concat(parts, -1));
  const widths = parts.map((part) => part.shape.at(-1)!);
  const shares = graph.split(weights, widths);
  const ofNew = graph.multiply(shares[past ? 1 : 0]!, newValue);
  const attended = past ? graph.add(graph.matmul(shares[0]!, past.values), ofNew) : ofNew;
  return graph.reshape(attended, [batch, 1, queryHeads * valueHeadDim]);
}

/** A whole prompt with explicit scores, [1, key/value heads, group × T, T]. Leading axis: sequences or chunks. */
export function attendPrompt(
  layer: Layer,
  mixer: AttentionGeometry,
  { queries, keys, values }: Projected,
  options: {
    windowTokens?: number | undefined;
    sink?: Value | undefined;
    /** Masks further pairs; scores: [rows, query heads, T, T]. */
    restrict?: (scores: Value) => Value;
  },
): Value {
  const { graph } = layer;
  const { queryHeads, keyValueHeads, headDim, valueHeadDim } = mixer;
  const [rows, tokens] = queries.shape as [number, number];
  const group = queryHeads / keyValueHeads;
  const headed = (x: Value, dim: number): Value => graph.reshape(x, [rows, tokens, x.shape[2]! / dim, dim]);
  const q = graph.reshape(graph.transpose(headed(queries, headDim), [0, 2, 1, 3]), [
    rows,
    keyValueHeads,
    group * tokens,
    headDim,
  ]);
  const k = graph.transpose(headed(keys, headDim), [0, 2, 3, 1]);
  const v = graph.transpose(headed(values, valueHeadDim), [0, 2, 1, 3]);
  const scores = graph.reshape(graph.matmul(graph.scale(q, 1 / Math.sqrt(headDim)), k), [
    rows,
    queryHeads,
    tokens,
    tokens,
  ]);
  const causal = maskScores(layer, scores, options.windowTokens);
  const visible = options.restrict?.(causal) ?? causal;
  const withSink = options.sink
    ? graph.concat(
        [
          visible,
          graph.expand(graph.reshape(options.sink, [1, queryHeads, 1, 1]), [rows, queryHeads, tokens, 1]),
        ],
        -1,
      )
    : visible;
  const weights = graph.slice(graph.softmax(withSink), -1, 0, tokens);
  const attended = graph.matmul(graph.reshape(weights, [rows, keyValueHeads, group * tokens, tokens]), v);
  const heads = graph.reshape(attended, [rows, queryHeads, tokens, valueHeadDim]);
  return graph.reshape(graph.transpose(heads, [0, 2, 1, 3]), [rows, tokens, queryHeads * valueHeadDim]);
}

/** Keys after the query, and those that have left its window, get a score whose exponential is 0. */
export function maskScores(layer: Layer, scores: Value, windowTokens?: number): Value {
  const { graph } = layer;
  const tokens = scores.shape.at(-1)!;
  const dtype = floatType(scores);
  const query = graph.constant('fp32', [tokens, 1], range(tokens));
  const key = graph.constant('fp32', [1, tokens], range(tokens));
  const hidden = graph.scalar(dtype, masked);
  const causal = graph.where(graph.less(query, key), hidden, scores);
  if (windowTokens === undefined || windowTokens >= tokens) return causal;
  const oldest = graph.constant(
    'fp32',
    [tokens, 1],
    range(tokens).map((token) => token - windowTokens + 1),
  );
  return graph.where(graph.less(key, oldest), hidden, causal);
}

/** Scores of a prompt in the worst case: every head's T × T, and their softmax. */
export function promptScoreBytes(heads: number, tokens: number, elementSize: number): number {
  return 2 * heads * tokens * tokens * elementSize;
}
