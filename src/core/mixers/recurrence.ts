import type { StateTensor } from './state';

/**
 * recurrent: [batch, heads, rows, columns], one matrix per head, whatever the context. In float32 unless an
 * implementation keeps it in the dtype of the activations.
 */
export function recurrentState(
  heads: number,
  rows: number,
  columns: number,
  dtype: StateTensor['dtype'] = 'float32',
): StateTensor {
  return {
    name: 'recurrent',
    kind: 'recurrent',
    shape: ['batch', { sharded: heads }, rows, columns],
    growth: { type: 'constant' },
    dtype,
  };
}

/** One vector per head: the normaliser that some recurrences carry beside the matrix. */
export function stateVector(
  name: string,
  heads: number,
  width: number,
  dtype: StateTensor['dtype'] = 'float32',
): StateTensor {
  return {
    name,
    kind: 'recurrent',
    shape: ['batch', { sharded: heads }, width],
    growth: { type: 'constant' },
    dtype,
  };
}
