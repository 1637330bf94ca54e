/** Plain loops in double precision, one token at a time. Nothing here is shared with the graphs. */
import { tensor, type Tensor } from '../support/tensor';

export type Vector = Float64Array;
export type Weights = (name: string) => Tensor;

/** What a reference says of a layer's mixer: outputs of every token, and what it keeps after the last. */
export interface ReferenceResult {
  /** What the block adds to its input, a vector per token. */
  readonly outputs: Vector[];
  /** In the layout of the graphs; keys and latents of all tokens. */
  readonly states: Readonly<Record<string, Tensor>>;
}

/** tokens: the normalised inputs from the very first token on. */
export type Reference<M> = (mixer: M, weights: Weights, tokens: readonly Vector[]) => ReferenceResult;

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
export const silu = (x: number): number => x * sigmoid(x);
export const softplus = (x: number): number => Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0);

/** x · W + b, W: [in, out]. */
export function linear(x: Vector, weights: Weights, name: string, bias = false): Vector {
  const { shape, data } = weights(name);
  const [rows, columns] = shape as [number, number];
  const y = bias ? weights(`${name}_bias`).data.slice() : new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) y[column]! += x[row]! * data[row * columns + column]!;
  }
  return y;
}

export function rms(x: Vector, weight: Vector, epsilon = 1e-6): Vector {
  let square = 0;
  for (const value of x) square += value * value;
  const factor = 1 / Math.sqrt(square / x.length + epsilon);
  return x.map((value, index) => value * factor * weight[index]!);
}

export function layerNorm(x: Vector, weight: Vector, bias: Vector, epsilon = 1e-6): Vector {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
  const factor = 1 / Math.sqrt(variance + epsilon);
  return x.map((value, index) => (value - mean) * factor * weight[index]! + bias[index]!);
}

export function unit(x: Vector): Vector {
  let square = 0;
  for (const value of x) square += value * value;
  const factor = 1 / Math.sqrt(square + 1e-6);
  return x.map((value) => value * factor);
}

/** Head `index` of a vector of heads. */
export const head = (x: Vector, index: number, dim: number): Vector =>
  x.slice(index * dim, (index + 1) * dim);

export function joined(parts: readonly Vector[]): Vector {
  return Float64Array.from(parts.flatMap((part) => [...part]));
}

export function mapHeads(x: Vector, dim: number, map: (part: Vector) => Vector): Vector {
  return joined(Array.from({ length: x.length / dim }, (_, index) => map(head(x, index, dim))));
}

export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

/** Pair (i, i + dim/2) turned by position · 10000^(−2i/dim). */
export function rope(x: Vector, position: number): Vector {
  const half = x.length / 2;
  const y = new Float64Array(x.length);
  for (let pair = 0; pair < half; pair++) {
    const angle = position / 10_000 ** (pair / half);
    const [a, b] = [x[pair]!, x[pair + half]!];
    y[pair] = a * Math.cos(angle) - b * Math.sin(angle);
    y[pair + half] = b * Math.cos(angle) + a * Math.sin(angle);
  }
  return y;
}

export function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

export function weightedSum(weights: readonly number[], vectors: readonly Vector[]): Vector {
  const sum = new Float64Array(vectors[0]!.length);
  vectors.forEach((vector, at) => vector.forEach((value, index) => (sum[index]! += weights[at]! * value)));
  return sum;
}

/** Causal convolution of each channel; the state is [1, channels, kernel − 1]. */
export function convolve(
  inputs: readonly Vector[],
  weights: Weights,
  options: { bias?: boolean; activation?: (x: number) => number; name?: string },
): { outputs: Vector[]; state: Tensor } {
  const name = options.name ?? 'conv';
  const { shape, data } = weights(name);
  const [channels, , kernel] = shape as [number, number, number];
  const bias = options.bias ? weights(`${name}_bias`).data : undefined;
  const outputs = inputs.map((_, token) =>
    Float64Array.from({ length: channels }, (_, channel) => {
      let sum = bias?.[channel] ?? 0;
      for (let tap = 0; tap < kernel; tap++) {
        const past = inputs[token - kernel + 1 + tap];
        sum += (past?.[channel] ?? 0) * data[channel * kernel + tap]!;
      }
      return (options.activation ?? ((x: number) => x))(sum);
    }),
  );
  const state = tensor([1, channels, kernel - 1]);
  for (let channel = 0; channel < channels; channel++) {
    for (let column = 0; column < kernel - 1; column++) {
      const past = inputs[inputs.length - kernel + 1 + column];
      state.data[channel * (kernel - 1) + column] = past?.[channel] ?? 0;
    }
  }
  return { outputs, state };
}

/** [1, heads, tokens, dim] from a vector of heads per token. */
export function cache(vectors: readonly Vector[], heads: number): Tensor {
  const dim = vectors[0]!.length / heads;
  const result = tensor([1, heads, vectors.length, dim]);
  for (let at = 0; at < heads; at++) {
    vectors.forEach((vector, token) =>
      result.data.set(head(vector, at, dim), (at * vectors.length + token) * dim),
    );
  }
  return result;
}
