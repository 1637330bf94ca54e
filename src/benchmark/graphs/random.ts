import { byteSize, floatBytes, product, type FloatType, type Graph, type Value } from '../onnx/graph';
import type { Fill, Storage } from './layer';

/** Values written out per tensor; larger ones repeat them. */
const baseElements = 1 << 15;

const pool = randomPool();

/**
 * Where large tensors of random numbers live.
 *
 * - `constants`: in the session, on its device. A small constant is expanded and reshaped, which onnxruntime folds when
 *   it creates the session, so the model stays small, the tensor takes its full size in memory, and no two are shared
 *   (equal constants would be, and would then be read from the processor's cache).
 * - `inputs`: fed with every call, for a device that reads the caller's memory where it lies. Nothing is folded, copied
 *   or packed, and stacks share what they have in common: two layers of MiniMax-M1 were ready in 1.2 s instead of 20 s,
 *   in 2.2 GB instead of 5 GB, and took about as long to run.
 */
export type Placement = 'constants' | 'inputs';

/** A tensor (fp32) that is fed with every call. The same layer has the same inputs in every stack. */
export interface RandomInput {
  readonly name: string;
  readonly shape: readonly number[];
  /** Values are uniform in `centre` ± `scale`. */
  readonly scale: number;
  readonly centre: number;
}

/** Weights and states of random numbers, each tensor distinct. */
export class RandomStorage {
  weightBytes = 0;
  stateBytes = 0;
  readonly inputs: RandomInput[] = [];
  private layers = 0;
  private offset = 0;

  constructor(
    private readonly graph: Graph,
    private readonly placement: Placement,
  ) {}

  /** Storage of one layer of a stack. Asking twice for a name gives the same tensor. */
  layer(dtype: FloatType): Storage {
    const prefix = `layer ${this.layers++}`;
    const known = new Map<string, Value>();
    const remember = (name: string, make: () => Value): Value => {
      const value = known.get(name) ?? make();
      known.set(name, value);
      return value;
    };
    return {
      weight: (name, shape, fill) =>
        remember(name, () => {
          const centre = fill === 'norm' ? 1 : 0;
          const value = this.random(`${prefix} ${name}`, shape, dtype, scaleOf(fill, shape), centre);
          this.weightBytes += byteSize(value);
          return value;
        }),
      past: (name, shape, stateType) =>
        remember(`past ${name}`, () => {
          const value = this.random(`${prefix} past ${name}`, shape, stateType, 1, 0);
          this.stateBytes += byteSize(value);
          return value;
        }),
      present: () => undefined,
    };
  }

  base(shape: readonly number[], dtype: FloatType): Value {
    return this.constant(shape, dtype, 1, 0);
  }

  private random(
    name: string,
    shape: readonly number[],
    dtype: FloatType,
    scale: number,
    centre: number,
  ): Value {
    // Small ones stay constants: marshalling an input takes a microsecond or two.
    if (this.placement === 'constants' || product(shape) < 2 * baseElements) {
      return this.constant(shape, dtype, scale, centre);
    }
    if (dtype !== 'fp32') throw new Error(`${name} is ${dtype}; inputs are fp32`);
    this.inputs.push({ name, shape, scale, centre });
    return this.graph.input(name, dtype, shape);
  }

  private constant(shape: readonly number[], dtype: FloatType, scale: number, centre: number): Value {
    const size = product(shape);
    const repeats = repetitions(size);
    const values = new Float64Array(size / repeats);
    // Each tensor starts elsewhere in the pool, and has a factor of its own: no two are equal.
    this.offset += 7919;
    const factor = scale * (1 - (this.offset % 1009) / 10_000);
    for (let index = 0; index < values.length; index++) {
      values[index] = centre + factor * pool[(this.offset + index) % pool.length]!;
    }
    if (repeats === 1) return this.graph.constant(dtype, shape, values);
    const base = this.graph.initializer(dtype, [1, values.length], floatBytes(dtype, values));
    return this.graph.reshape(this.graph.expand(base, [repeats, values.length]), shape);
  }
}

/** The values of an input: the pool, repeated. */
export function randomValues({ shape, scale, centre }: RandomInput): Float32Array {
  const values = new Float32Array(product(shape));
  const start = Math.min(values.length, pool.length);
  for (let index = 0; index < start; index++) values[index] = centre + scale * pool[index]!;
  for (let filled = start; filled < values.length; filled *= 2) values.copyWithin(filled, 0, filled);
  return values;
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
