import type { StateTensor } from './state';

/** conv: [batch, channels, columns], the last inputs of a causal convolution, in the dtype of the activations. */
export function convolutionState(channels: number, kernel: number): StateTensor {
  return {
    name: 'conv',
    kind: 'conv',
    shape: ['batch', { sharded: channels }, 'length'],
    growth: { type: 'convolution', kernel },
    dtype: 'model',
  };
}
