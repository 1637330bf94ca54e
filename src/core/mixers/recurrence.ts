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
