import { fromHalf, toHalf } from '../../../../src/benchmark/onnx/float16';
import type { FloatType } from '../../../../src/benchmark/onnx/graph';

/** A tensor in double precision: what references compute with. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export function tensor(shape: readonly number[], data?: ArrayLike<number>): Tensor {
  const size = shape.reduce((total, axis) => total * axis, 1);
  if (data && data.length !== size) throw new Error(`${data.length} values for [${shape.join()}]`);
  return { shape, data: data ? Float64Array.from(data) : new Float64Array(size) };
}

/** The values that a model in `dtype` can hold. */
export function rounded({ shape, data }: Tensor, dtype: FloatType): Tensor {
  const round = dtype === 'fp32' ? Math.fround : (value: number): number => fromHalf(toHalf(value));
  return { shape, data: data.map(round) };
}

/** max |a − b| ÷ max |b|; NaN where a is not a number. */
export function relativeError(actual: Tensor, expected: Tensor): number {
  if (actual.shape.join() !== expected.shape.join()) {
    throw new Error(`[${actual.shape.join()}] instead of [${expected.shape.join()}]`);
  }
  let error = 0;
  let scale = 0;
  for (let index = 0; index < expected.data.length; index++) {
    const difference = Math.abs(actual.data[index]! - expected.data[index]!);
    error = Number.isNaN(difference) ? NaN : Math.max(error, difference);
    scale = Math.max(scale, Math.abs(expected.data[index]!));
  }
  return scale === 0 ? error : error / scale;
}

/** Entries from the end along the one axis in which the shapes differ: the part of a cache that a step still sees. */
export function latest(from: Tensor, shape: readonly number[]): Tensor {
  const axis = from.shape.findIndex((size, index) => size !== shape[index]);
  if (axis < 0) return from;
  const inner = from.shape.slice(axis + 1).reduce((total, size) => total * size, 1);
  const outer = from.shape.slice(0, axis).reduce((total, size) => total * size, 1);
  const [have, want] = [from.shape[axis]!, shape[axis]!];
  const result = tensor(shape);
  for (let row = 0; row < outer; row++) {
    const start = (row * have + have - want) * inner;
    result.data.set(from.data.subarray(start, start + want * inner), row * want * inner);
  }
  return result;
}

/** Uniform in [−1, 1): mulberry32. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

/** A number from a name, to give each tensor its own sequence. */
export function hash(name: string): number {
  let value = 2166136261;
  for (const character of name) value = Math.imul(value ^ character.charCodeAt(0), 16777619);
  return value >>> 0;
}
