import { batch } from './graphs/layer';
import { RandomStorage, type Placement, type RandomInput } from './graphs/random';
import { Graph, product, type FloatType } from './onnx/graph';

/**
 * Models that show what a device can do at best: reading weights, and multiplying matrices. As stacks, so that the time
 * of one layer is a difference, like that of the layers they are held against.
 */

/** A model of `layers` layers, and the work of one. */
export interface CeilingModel {
  readonly bytes: Uint8Array;
  readonly inputs: readonly RandomInput[];
  readonly work: number;
}

/** What reads more than this, again and again, reads from memory, not from the caches of a processor or GPU. */
export const beyondCachesBytes = 128 * 2 ** 20;

/** One row times `beyondCachesBytes` of weights. `work`: bytes read. */
export function streamModel(dtype: FloatType, layers: number, placement: Placement): CeilingModel {
  const [width, inner] = dtype === 'fp32' ? [4096, 4096] : [4096, 8192];
  return {
    ...chain(dtype, layers, placement, 1, width, inner),
    work: 2 * width * inner * (dtype === 'fp32' ? 4 : 2),
  };
}

/** A square product of `size`, twice. `work`: operations. */
export function matmulModel(
  dtype: FloatType,
  layers: number,
  placement: Placement,
  size: number,
): CeilingModel {
  return { ...chain(dtype, layers, placement, size, size, size), work: 2 * 2 * size ** 3 };
}

/** Sizes to try, until a layer takes long enough to be timed well. */
export const matmulSizes = [512, 1024, 2048, 4096];

function chain(
  dtype: FloatType,
  layers: number,
  placement: Placement,
  rows: number,
  width: number,
  inner: number,
): Pick<CeilingModel, 'bytes' | 'inputs'> {
  const graph = new Graph();
  const shape = [batch, rows, width];
  const seed = graph.input('seed', dtype, [1]);
  const storage = new RandomStorage(graph, placement);
  let x = graph.multiply(storage.base(shape, dtype), seed);
  for (let index = 0; index < layers; index++) {
    const layer = storage.layer(dtype);
    const up = graph.matmul(x, layer.weight('up', [width, inner], 'matrix'));
    x = graph.matmul(up, layer.weight('down', [inner, width], 'matrix'));
  }
  const flat = graph.reshape(graph.cast(x, 'fp32'), [product(shape)]);
  graph.output('mean', graph.mean(flat, 0, true));
  return { bytes: graph.encode(), inputs: storage.inputs };
}
