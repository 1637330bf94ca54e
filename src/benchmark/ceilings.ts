import { batch } from './graphs/layer';
import { RandomStorage } from './graphs/random';
import { Graph, product, type FloatType } from './onnx/graph';

/**
 * Models that show what a device can do at best: reading weights, and multiplying matrices. As stacks, so that the time
 * of one layer is a difference, like that of the layers they are held against.
 */

/** A model of `layers` layers, and the work of one. */
export interface CeilingModel {
  readonly bytes: Uint8Array;
  readonly work: number;
}

/** One row times 128 MiB of weights: beyond the caches of processors and GPUs. `work`: bytes read. */
export function streamModel(dtype: FloatType, layers: number): CeilingModel {
  const [width, inner] = dtype === 'fp32' ? [4096, 4096] : [4096, 8192];
  return {
    bytes: chain(dtype, layers, 1, width, inner),
    work: 2 * width * inner * (dtype === 'fp32' ? 4 : 2),
  };
}

/** A square product of `size`, twice. `work`: operations. */
export function matmulModel(dtype: FloatType, layers: number, size: number): CeilingModel {
  return { bytes: chain(dtype, layers, size, size, size), work: 2 * 2 * size ** 3 };
}

/** Sizes to try, until a layer takes long enough to be timed well. */
export const matmulSizes = [512, 1024, 2048, 4096];

function chain(dtype: FloatType, layers: number, rows: number, width: number, inner: number): Uint8Array {
  const graph = new Graph();
  const shape = [batch, rows, width];
  const seed = graph.input('seed', dtype, [1]);
  const random = new RandomStorage(graph);
  let x = graph.multiply(random.base(shape, dtype), seed);
  for (let index = 0; index < layers; index++) {
    const storage = random.layer(dtype);
    const up = graph.matmul(x, storage.weight('up', [width, inner], 'matrix'));
    x = graph.matmul(up, storage.weight('down', [inner, width], 'matrix'));
  }
  const flat = graph.reshape(graph.cast(x, 'fp32'), [product(shape)]);
  graph.output('mean', graph.mean(flat, 0, true));
  return graph.encode();
}
