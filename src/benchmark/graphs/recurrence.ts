/**
 * The recurrence that linear attention, lightning attention, Mamba-2, Gated DeltaNet and KDA share. For every head
 *   S ← exp(g) S;  u = v, or β (v − Sᵀ k) under the delta rule;  S ← S + k uᵀ;  o = scale · Sᵀ q
 * with S: [key dim, value dim].
 */
import { floatType, type Value } from '../onnx/graph';
import { batch, type Layer } from './layer';
import { byToken, range, split } from './operators';

export interface Recurrence {
  /** [1, T, key heads × key dim]. Key head j serves the value heads of group j. */
  readonly queries: Value;
  readonly keys: Value;
  /** [1, T, value heads × value dim]. */
  readonly values: Value;
  /** log decay, ≤ 0: [1, T, value heads], or [1, T, value heads × key dim] for one per channel. */
  readonly decay?: Value;
  /** Present under the delta rule: [1, T, value heads]. */
  readonly beta?: Value;
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  readonly scale: number;
}

/** Runs the recurrence over the call's tokens, from the kept state on. Returns [1, T, value heads × value dim]. */
export function recur(layer: Layer, recurrence: Recurrence): Value {
  const { valueHeads, keyDim, valueDim } = recurrence;
  const shape = [batch, valueHeads, keyDim, valueDim];
  // The fused operator keeps its state in the dtype of its inputs; the plain ones compute in single precision, as
  // transformers does.
  const dtype = layer.path === 'fused' ? floatType(recurrence.values) : 'fp32';
  const past = layer.phase === 'decode' ? layer.past('recurrent', shape, dtype) : undefined;
  if (layer.path === 'fused') return fused(layer, recurrence, past);
  return layer.phase === 'decode' ? step(layer, recurrence, past!) : chunks(layer, recurrence);
}

/** com.microsoft.LinearAttention (onnxruntime, ContribOperators.md). */
function fused(layer: Layer, recurrence: Recurrence, past: Value | undefined): Value {
  const { queries, keys, values, decay, beta, keyHeads, valueHeads, keyDim, valueDim, scale } = recurrence;
  const rule = beta ? (decay ? 'gated_delta' : 'delta') : decay ? 'gated' : 'linear';
  const [output, present] = layer.graph.node(
    'LinearAttention',
    [queries, keys, values, past, decay, beta],
    [values, { dtype: values.dtype, shape: [batch, valueHeads, keyDim, valueDim] }],
    {
      q_num_heads: keyHeads,
      kv_num_heads: valueHeads,
      update_rule: rule,
      scale: { float: scale },
    },
    'com.microsoft',
  );
  layer.present('recurrent', present!);
  return output!;
}

/** Everything in single precision and by value head: [1, value heads, T, …]. */
interface Headed {
  readonly q: Value;
  readonly k: Value;
  readonly v: Value;
  /** [1, heads, T, 1] or [1, heads, T, key dim]. */
  readonly g: Value | undefined;
  /** [1, heads, T, 1]. */
  readonly beta: Value | undefined;
}

function headed(layer: Layer, recurrence: Recurrence): Headed {
  const { graph } = layer;
  const { queries, keys, values, decay, beta, keyHeads, valueHeads, keyDim, valueDim, scale } = recurrence;
  const wide = (x: Value, dim: number): Value =>
    graph.transpose(split(layer, graph.cast(x, 'fp32'), dim), [0, 2, 1, 3]);
  const shared = (x: Value): Value => {
    const y = wide(x, keyDim);
    if (keyHeads === valueHeads) return y;
    const group = valueHeads / keyHeads;
    const tokens = y.shape[2]!;
    const repeated = graph.expand(graph.reshape(y, [keyHeads, 1, tokens, keyDim]), [
      keyHeads,
      group,
      tokens,
      keyDim,
    ]);
    return graph.reshape(repeated, [batch, valueHeads, tokens, keyDim]);
  };
  return {
    q: graph.scale(shared(queries), scale),
    k: shared(keys),
    v: wide(values, valueDim),
    g: decay && wide(decay, decay.shape[2]! / valueHeads),
    beta: beta && wide(beta, 1),
  };
}

function step(layer: Layer, recurrence: Recurrence, past: Value): Value {
  const { graph } = layer;
  const { q, k, v, g, beta } = headed(layer, recurrence);
  const column = (x: Value): Value => graph.transpose(x, [0, 1, 3, 2]);
  const decayed = g ? graph.multiply(past, column(graph.exp(g))) : past;
  const update = beta ? graph.multiply(beta, graph.subtract(v, graph.matmul(k, decayed))) : v;
  const state = graph.add(decayed, graph.multiply(column(k), update));
  layer.present('recurrent', state);
  return byToken(layer, graph.cast(graph.matmul(q, state), floatType(recurrence.values)));
}

/** One decay per head: a chunk's decays are a small square. One per channel: the square has a third axis. */
const chunkTokens = { head: 64, channel: 16 };

/**
 * A prompt chunk by chunk (Gated Delta Networks, arXiv:2412.06464, §3.3): inside a chunk as attention with decay,
 * between chunks through the state. Exponents are of differences of cumulative decays, never above 0, so nothing
 * overflows.
 */
function chunks(layer: Layer, recurrence: Recurrence): Value {
  const { graph, tokens } = layer;
  const all = headed(layer, recurrence);
  const perChannel = all.g !== undefined && all.g.shape[3]! > 1;
  const size = perChannel ? chunkTokens.channel : chunkTokens.head;
  const outputs: Value[] = [];
  let state: Value | undefined;
  for (let from = 0; from < tokens; from += size) {
    const to = Math.min(tokens, from + size);
    const cut = (x: Value): Value => graph.slice(x, 2, from, to);
    const part: Headed = {
      q: cut(all.q),
      k: cut(all.k),
      v: cut(all.v),
      g: all.g && cut(all.g),
      beta: all.beta && cut(all.beta),
    };
    const result = chunk(layer, part, state, perChannel);
    outputs.push(result.output);
    state = result.state;
  }
  layer.present('recurrent', state!);
  return byToken(layer, graph.cast(graph.concat(outputs, 2), floatType(recurrence.values)));
}

function chunk(
  layer: Layer,
  { q, k, v, g, beta }: Headed,
  before: Value | undefined,
  perChannel: boolean,
): { output: Value; state: Value } {
  const { graph } = layer;
  const size = q.shape[2]!;
  // G: log decay from the chunk's start up to and with each token, [1, heads, size, 1 or key dim].
  const total = g && graph.matmul(lowerTriangle(layer, size), g);
  const decayFromStart = total && graph.exp(total);
  const weigh = (x: Value, factor: Value | undefined): Value => (factor ? graph.multiply(x, factor) : x);

  let written = v;
  if (beta) {
    const known = before ? graph.subtract(v, graph.matmul(weigh(k, decayFromStart), before)) : v;
    const negative = graph.negate(graph.multiply(beta, pairs(layer, k, k, total, perChannel, true)));
    written = solve(layer, negative, graph.multiply(beta, known));
  }
  const inside = graph.matmul(pairs(layer, q, k, total, perChannel, false), written);
  const output = before ? graph.add(inside, graph.matmul(weigh(q, decayFromStart), before)) : inside;

  const last = total && graph.slice(total, 2, size - 1, size);
  const toEnd = total && graph.exp(graph.subtract(last!, total));
  const added = graph.matmul(graph.transpose(weigh(k, toEnd), [0, 1, 3, 2]), written);
  if (!before) return { output, state: added };
  const kept = last ? graph.multiply(before, graph.transpose(graph.exp(last), [0, 1, 3, 2])) : before;
  return { output, state: graph.add(kept, added) };
}

/** Σ_d a_i[d] b_j[d] exp(G_i[d] − G_j[d]) for j ≤ i (j < i where strict), else 0: [1, heads, size, size]. */
function pairs(
  layer: Layer,
  a: Value,
  b: Value,
  total: Value | undefined,
  perChannel: boolean,
  strict: boolean,
): Value {
  const { graph } = layer;
  const size = a.shape[2]!;
  const [heads, dim] = [a.shape[1]!, a.shape[3]!];
  const dot = (): Value => graph.matmul(a, graph.transpose(b, [0, 1, 3, 2]));
  if (!total) return graph.multiply(dot(), lowerTriangle(layer, size, strict));
  const forbid = graph.constant('fp32', [size, size], triangle(size, strict, 0, -10_000));
  if (!perChannel) {
    const difference = graph.subtract(total, graph.transpose(total, [0, 1, 3, 2]));
    return graph.multiply(dot(), decays(layer, difference, forbid));
  }
  const rows = (x: Value): Value => graph.reshape(x, [heads, size, 1, dim]);
  const columns = (x: Value): Value => graph.reshape(x, [heads, 1, size, dim]);
  const difference = graph.subtract(rows(total), columns(total));
  const decay = decays(layer, difference, graph.reshape(forbid, [1, size, size, 1]));
  const product = graph.multiply(graph.multiply(rows(a), columns(b)), decay);
  return graph.reshape(graph.sum(product, -1), [batch, heads, size, size]);
}

/** exp of what is allowed, 0 elsewhere. The difference is cut at 0 first: beyond the diagonal it may be huge. */
function decays({ graph }: Layer, difference: Value, forbid: Value): Value {
  const cut = graph.negate(graph.relu(graph.negate(difference)));
  return graph.exp(graph.add(cut, forbid));
}

/** x of (I − N) x = r with N strictly lower triangular: (I + N)(I + N²)(I + N⁴)… r. */
function solve({ graph }: Layer, nilpotent: Value, right: Value): Value {
  const size = nilpotent.shape[2]!;
  let power = nilpotent;
  let x = right;
  for (let reach = 1; reach < size; reach *= 2) {
    x = graph.add(x, graph.matmul(power, x));
    if (reach * 2 < size) power = graph.matmul(power, power);
  }
  return x;
}

function lowerTriangle({ graph }: Layer, size: number, strict = false): Value {
  return graph.constant('fp32', [size, size], triangle(size, strict, 1, 0));
}

function triangle(size: number, strict: boolean, inside: number, outside: number): number[] {
  return range(size * size).map((at) => {
    const [row, column] = [Math.floor(at / size), at % size];
    return (strict ? column < row : column <= row) ? inside : outside;
  });
}
