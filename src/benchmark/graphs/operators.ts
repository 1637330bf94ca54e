/** Building blocks that several mixers share. x is [1, tokens, width] unless said otherwise. */
import { floatType, product, type Value } from '../onnx/graph';
import { batch, type Fill, type Layer } from './layer';

/** x · W (+ b), W: [width of x, width]. */
export function project(layer: Layer, x: Value, name: string, width: number, bias = false): Value {
  const { graph } = layer;
  const y = graph.matmul(x, layer.weight(name, [x.shape.at(-1)!, width], 'matrix'));
  return bias ? graph.add(y, layer.weight(`${name}_bias`, [width], 'bias')) : y;
}

export function vector(layer: Layer, name: string, width: number, fill: Fill): Value {
  return layer.weight(name, [width], fill);
}

const normEpsilon = 1e-6;

/** x ÷ √(mean x² + ε) · w over the last axis. */
export function rmsNorm(layer: Layer, x: Value, weight: Value): Value {
  const { graph } = layer;
  if (layer.path === 'fused') {
    const attributes = { axis: -1, epsilon: { float: normEpsilon } };
    return graph.node('SimplifiedLayerNormalization', [x, weight], [x], attributes)[0]!;
  }
  const wide = graph.cast(x, 'fp32');
  const square = graph.mean(graph.multiply(wide, wide), -1, true);
  const normalised = graph.divide(wide, graph.sqrt(graph.shift(square, normEpsilon)));
  return graph.multiply(graph.cast(normalised, floatType(x)), weight);
}

/** (x − mean) ÷ √(variance + ε) · w + b over the last axis. */
export function layerNorm(layer: Layer, x: Value, weight: Value, bias: Value): Value {
  const attributes = { axis: -1, epsilon: { float: normEpsilon } };
  return layer.graph.node('LayerNormalization', [x, weight, bias], [x], attributes)[0]!;
}

/** x ÷ √(Σ x² + ε) of every head: queries and keys of the delta rule (flash-linear-attention, `l2norm`). */
export function unitHeads(layer: Layer, x: Value, headDim: number): Value {
  const { graph } = layer;
  const heads = split(layer, x, headDim);
  const square = graph.sum(graph.multiply(heads, heads), -1, true);
  return merge(layer, graph.divide(heads, graph.sqrt(graph.shift(square, 1e-6))));
}

/** [1, T, heads × dim] → [1, T, heads, dim]. */
export function split(layer: Layer, x: Value, headDim: number): Value {
  return layer.graph.reshape(x, [batch, x.shape[1]!, x.shape[2]! / headDim, headDim]);
}

/** [1, T, heads, dim] → [1, T, heads × dim]. */
export function merge(layer: Layer, x: Value): Value {
  return layer.graph.reshape(x, [batch, x.shape[1]!, x.shape[2]! * x.shape[3]!]);
}

/** [1, T, heads × dim] → [1, heads, T, dim]. */
export function byHead(layer: Layer, x: Value, headDim: number): Value {
  return layer.graph.transpose(split(layer, x, headDim), [0, 2, 1, 3]);
}

/** [1, heads, T, dim] → [1, T, heads × dim]. */
export function byToken(layer: Layer, x: Value): Value {
  return merge(layer, layer.graph.transpose(x, [0, 2, 1, 3]));
}

/** 1 for positions that rotary embedding turns by this much; the value changes no timing. */
export const ropeTheta = 10_000;

/**
 * Rotary position embedding over whole heads of `headDim`, halves rotated (GPT-NeoX's layout). Positions are the real
 * ones of this call, from `contextTokens` on.
 */
export function rotate(layer: Layer, x: Value, headDim: number): Value {
  const { graph, tokens } = layer;
  const dtype = floatType(x);
  const half = headDim / 2;
  const cos = new Float64Array(tokens * half);
  const sin = new Float64Array(tokens * half);
  for (let token = 0; token < tokens; token++) {
    for (let pair = 0; pair < half; pair++) {
      const angle = (layer.contextTokens + token) * ropeTheta ** (-pair / half);
      cos[token * half + pair] = Math.cos(angle);
      sin[token * half + pair] = Math.sin(angle);
    }
  }
  if (layer.path === 'fused') {
    const positions = graph.reshape(graph.integers(range(tokens)), [batch, tokens]);
    const tables = [graph.constant(dtype, [tokens, half], cos), graph.constant(dtype, [tokens, half], sin)];
    const attributes = { num_heads: x.shape[2]! / headDim };
    return graph.node('RotaryEmbedding', [x, positions, ...tables], [x], attributes, 'com.microsoft')[0]!;
  }
  const c = graph.constant(dtype, [1, tokens, 1, half], cos);
  const s = graph.constant(dtype, [1, tokens, 1, half], sin);
  const [a, b] = graph.split(split(layer, x, headDim), [half, half]);
  const turned = graph.concat(
    [
      graph.subtract(graph.multiply(a!, c), graph.multiply(b!, s)),
      graph.add(graph.multiply(b!, c), graph.multiply(a!, s)),
    ],
    -1,
  );
  return merge(layer, turned);
}

/**
 * A causal convolution of each channel with its own kernel, over the last `kernel` inputs. x: [1, T, channels]. The
 * state, [1, channels, kernel − 1], holds the inputs before.
 */
export function causalConvolution(
  layer: Layer,
  x: Value,
  options: { kernel: number; bias?: boolean; activation?: 'silu'; name?: string },
): Value {
  const { graph } = layer;
  const [, tokens, channels] = x.shape as [number, number, number];
  const { kernel, activation, name = 'conv' } = options;
  const dtype = floatType(x);
  const weight = layer.weight(name, [channels, 1, kernel], 'matrix');
  const bias = options.bias ? layer.weight(`${name}_bias`, [channels], 'bias') : undefined;
  const stateShape = [batch, channels, kernel - 1];
  const past = layer.phase === 'decode' ? layer.past(name, stateShape, dtype) : undefined;
  const byChannel = graph.transpose(x, [0, 2, 1]);
  if (layer.path === 'fused') {
    const [y, present] = graph.node(
      'CausalConvWithState',
      [byChannel, weight, bias, past],
      [byChannel, { dtype, shape: stateShape }],
      { activation: activation ?? 'none' },
      'com.microsoft',
    );
    layer.present(name, present!);
    return graph.transpose(y!, [0, 2, 1]);
  }
  const before = past ?? graph.constant(dtype, stateShape, new Float32Array(product(stateShape)));
  const inputs = graph.concat([before, byChannel], 2);
  let sum: Value | undefined;
  for (let tap = 0; tap < kernel; tap++) {
    const factor = graph.reshape(graph.slice(weight, 2, tap, tap + 1), [1, channels, 1]);
    const term = graph.multiply(graph.slice(inputs, 2, tap, tap + tokens), factor);
    sum = sum ? graph.add(sum, term) : term;
  }
  layer.present(name, graph.slice(inputs, 2, tokens, tokens + kernel - 1));
  const y = bias ? graph.add(sum!, graph.reshape(bias, [1, channels, 1])) : sum!;
  return graph.transpose(activation === 'silu' ? graph.silu(y) : y, [0, 2, 1]);
}

/** Indices below `limit` as single precision, by look-up: WebGPU in onnxruntime 1.30 does not convert int64 to float. */
export function asFloat({ graph }: Layer, indices: Value, limit: number): Value {
  return graph.gather(graph.constant('fp32', [limit], range(limit)), indices, 0);
}

export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
