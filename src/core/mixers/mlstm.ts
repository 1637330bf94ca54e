import type { MixerModule } from './mixer';
import { recurrentState, stateVector } from './recurrence';

/** The matrix memory of xLSTM: linear attention with one exponential input gate and one forget gate per head. */
export interface MlstmMixer {
  readonly kind: 'mlstm';
  readonly heads: number;
  /** Per head. */
  readonly keyDim: number;
  readonly valueDim: number;
  readonly bias?: boolean;
}

/** Tokens that prefill handles at once as a small quadratic block (transformers, `xLSTMConfig.chunk_size`). */
const chunkTokens = 64;

export const mlstm: MixerModule<MlstmMixer> = {
  name: 'mLSTM',
  glyph: 'x',
  summary:
    'Linear attention whose memory exponential gates write and forget. A matrix, a normaliser and a scale per head are kept, whatever the context.',
  paper: { title: 'xLSTM (2024)', url: 'https://arxiv.org/abs/2405.04517' },
  reach: 'state',
  // In the dtype of the activations: the cache takes what was computed in float32 over (transformers, `xLSTMCache`).
  state: ({ heads, keyDim, valueDim }) => [
    recurrentState(heads, keyDim, valueDim, 'model'),
    stateVector('normaliser', heads, keyDim, 'model'),
    stateVector('scale', heads, 1, 'model'),
  ],
  // q, k, v, output gate, output, both gates with biases, the norm of all heads (transformers, `xLSTMLayer`).
  parameters: ({ heads, keyDim, valueDim, bias }, hiddenSize) => {
    const keys = heads * keyDim;
    const values = heads * valueDim;
    const biases = bias ? 2 * keys + 3 * values + hiddenSize : 0;
    return hiddenSize * (2 * keys + 3 * values) + 2 * heads * (hiddenSize + 1) + values + biases;
  },
  // Decay, outer product and reading, of the matrix and of the normaliser.
  decode: ({ heads, keyDim, valueDim }) => ({
    flops: 5 * heads * keyDim * (valueDim + 1),
    stateElementsRead: heads * (keyDim * (valueDim + 1) + 1),
  }),
  prefill: ({ heads, keyDim, valueDim }, promptTokens) => {
    const chunk = Math.min(chunkTokens, promptTokens);
    const perToken = 2 * heads * (chunk * (keyDim + valueDim) + 2 * keyDim * valueDim);
    return { flops: perToken * promptTokens, stateElementsRead: 0 };
  },
  describe: ({ heads, keyDim, valueDim }) => `${heads} heads, state of ${keyDim} × ${valueDim} per head`,
};
