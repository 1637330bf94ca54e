import { byteSize, floatBytes, product, type FloatType, type Graph, type Value } from '../onnx/graph';
import type { Fill, Storage } from './layer';

/** Values written out per tensor; larger ones repeat them. */
const baseElements = 1 << 15;

/**
 * Weights and states of random numbers, each tensor distinct. A large tensor is a small constant, expanded and
 * reshaped: onnxruntime folds that when it creates the session, so the model stays small, the tensor takes its full size
 * in memory, and no two are shared (equal constants would be, and would then be read from the processor's cache).
 */
export class RandomStorage {
  weightBytes = 0;
  stateBytes = 0;
  private readonly pool = randomPool();
  private offset = 0;

  constructor(private readonly graph: Graph) {}

  /** Storage of one layer of a stack. Asking twice for a name gives the same tensor. */
  layer(dtype: FloatType): Storage {
    const known = new Map<string, Value>();
    const remember = (name: string, make: () => Value): Value => {
      const value = known.get(name) ?? make();
      known.set(name, value);
      return value;
    };
    return {
      weight: (name, shape, fill) =>
        remember(name, () => {
          const value = this.random(shape, dtype, scaleOf(fill, shape), fill === 'norm' ? 1 : 0);
          this.weightBytes += byteSize(value);
          return value;
        }),
      past: (name, shape, stateType) =>
        remember(`past ${name}`, () => {
          const value = this.random(shape, stateType, 1, 0);
          this.stateBytes += byteSize(value);
          return value;
        }),
      present: () => undefined,
    };
  }

  base(shape: readonly number[], dtype: FloatType): Value {
    return this.random(shape, dtype, 1, 0);
  }

  private random(shape: readonly number[], dtype: FloatType, scale: number, centre: number): Value {
    const size = product(shape);
    const repeats = repetitions(size);
    const values = new Float64Array(size / repeats);
    // Each tensor starts elsewhere in the pool, and has a factor of its own: no two are equal.
    this.offset += 7919;
    const factor = scale * (1 - (this.offset % 1009) / 10_000);
    for (let index = 0; index < values.length; index++) {
      values[index] = centre + factor * this.pool[(this.offset + index) % this.pool.length]!;
    }
    if (repeats === 1) return this.graph.constant(dtype, shape, values);
    const base = this.graph.initializer(dtype, [1, values.length], floatBytes(dtype, values));
    return this.graph.reshape(this.graph.expand(base, [repeats, values.length]), shape);
  }
}

/** How often a base is repeated to fill `size`: the largest divisor that leaves no less than `baseElements`. */
function repetitions(size: number): number {
  for (let repeats = Math.floor(size / baseElements); repeats > 1; repeats--) {
    if (size % repeats === 0) return repeats;
  }
  return 1;
}

/** Half-widths of uniform distributions. */
function scaleOf(fill: Fill, shape: readonly number[]): number {
  switch (fill) {
    case 'matrix':
      return Math.sqrt(3 / rowsOf(shape));
    case 'decay':
      return 1;
    case 'norm':
    case 'bias':
      return 0.1;
  }
}

/** Terms of a sum: rows of a matrix, taps of a convolution. */
function rowsOf(shape: readonly number[]): number {
  const [rows = 1, columns = 1] = shape.slice(-2);
  return rows === 1 ? columns : rows;
}

/** Uniform in ± 1, the same in every run: xorshift32 (Marsaglia 2003). */
function randomPool(): Float32Array {
  let state = 0x9e3779b9;
  return Float32Array.from({ length: (1 << 17) + 1 }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 31 - 1;
  });
}
