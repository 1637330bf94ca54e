import type { MixerModule } from './mixer';
import { recurrentState } from './recurrence';

/** Lightning attention: linear attention with a fixed decay per head, a norm and an output gate. */
export interface LightningMixer {
  readonly kind: 'lightning';
  readonly heads: number;
  readonly headDim: number;
  /** The state is kept in float32 (Ring's code, which runs fla's kernels). */
  readonly singlePrecision?: boolean;
  /** Norms and biases beyond the projections and the output norm. */
  readonly extraParameters?: number;
}

/** Tokens that prefill handles at once as a small quadratic block (transformers `MiniMaxConfig.block_size`). */
const blockTokens = 256;

export const lightning: MixerModule<LightningMixer> = {
  name: 'lightning attention',
  glyph: 'l',
  summary:
    'Linear attention with a fixed decay per head, computed in blocks. Its state is one matrix per head, whatever the context.',
  paper: {
    title: 'MiniMax-01: Scaling Foundation Models with Lightning Attention (2025)',
    url: 'https://arxiv.org/abs/2501.08313',
  },
  reach: 'state',
  // Kept in the dtype of the activations, unlike the other recurrences (transformers `MiniMaxCache`).
  state: ({ heads, headDim, singlePrecision }) => [
    recurrentState(heads, headDim, headDim, singlePrecision ? 'float32' : 'model'),
  ],
  // qkv, output gate, output, and the norm over all heads (transformers, `MiniMaxLightningAttention`).
  parameters: ({ heads, headDim, extraParameters = 0 }, hiddenSize) =>
    5 * hiddenSize * heads * headDim + heads * headDim + extraParameters,
  decode: ({ heads, headDim }) => ({
    flops: 5 * heads * headDim ** 2,
    stateElementsRead: heads * headDim ** 2,
  }),
  prefill: ({ heads, headDim }, promptTokens) => ({
    flops: 2 * heads * (2 * Math.min(blockTokens, promptTokens) * headDim + 2 * headDim ** 2) * promptTokens,
    stateElementsRead: 0,
  }),
  describe: ({ heads, headDim }) => `${heads} heads, state of ${headDim} × ${headDim} per head`,
};
