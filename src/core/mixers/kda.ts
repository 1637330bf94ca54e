import { convolutionState } from './convolution';
import type { MixerModule } from './mixer';
import { recurrentState } from './recurrence';

/** Kimi Delta Attention: Gated DeltaNet with a decay per channel instead of per head. */
export interface KdaMixer {
  readonly kind: 'kda';
  readonly heads: number;
  readonly headDim: number;
  readonly convKernel: number;
  /** The decay's and the output gate's projections go through a bottleneck of the head dim unless full rank (K3). */
  readonly fullRankGate?: boolean;
  readonly fullRankDecay?: boolean;
  /** The output gate's projection has a bias (flash-linear-attention). */
  readonly gateBias?: boolean;
}

const chunkTokens = 64;

export const kda: MixerModule<KdaMixer> = {
  name: 'Kimi Delta Attention',
  glyph: 'K',
  summary:
    'A delta-rule recurrence whose memory decays channel by channel. One matrix per head is kept, whatever the context.',
  paper: { title: 'Kimi Linear (2025)', url: 'https://arxiv.org/abs/2510.26692' },
  reach: 'state',
  // q, k and v each have a convolution of their own; kept as one tensor of three times the width.
  state: ({ heads, headDim, convKernel }) => [
    convolutionState(3 * heads * headDim, convKernel),
    recurrentState(heads, headDim, headDim),
  ],
  // q, k, v with convolutions; dt_bias and A_log; decay and gate through a low rank; beta; norm; output
  // (transformers, `KimiLinearKimiDeltaAttention`).
  parameters: ({ heads, headDim, convKernel, fullRankGate, fullRankDecay, gateBias }, hiddenSize) => {
    const width = heads * headDim;
    const lowRank = hiddenSize * headDim + headDim * width;
    const gate = (fullRankGate ? hiddenSize * width : lowRank) + (gateBias ? width : 0);
    const decay = fullRankDecay ? hiddenSize * width : lowRank;
    return (
      3 * hiddenSize * width +
      3 * width * convKernel +
      width +
      heads +
      decay +
      gate +
      hiddenSize * heads +
      headDim +
      width * hiddenSize
    );
  },
  decode: ({ heads, headDim, convKernel }) => ({
    flops: 7 * heads * headDim ** 2 + 6 * convKernel * heads * headDim,
    stateElementsRead: heads * headDim ** 2 + 3 * convKernel * heads * headDim,
  }),
  prefill: ({ heads, headDim, convKernel }, promptTokens) => {
    const chunk = Math.min(chunkTokens, promptTokens);
    const perToken = 2 * heads * (chunk * 5 * headDim + 3 * headDim ** 2) + 6 * convKernel * heads * headDim;
    return { flops: perToken * promptTokens, stateElementsRead: 0 };
  },
  describe: ({ heads, headDim, convKernel }) =>
    `${heads} heads, state of ${headDim} × ${headDim} per head, three convolutions of ${convKernel}`,
};
