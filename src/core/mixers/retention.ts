import type { MixerModule } from './mixer';
import { recurrentState } from './recurrence';

/** Retention (RetNet): linear attention whose memory decays by a fixed rate per head. */
export interface RetentionMixer {
  readonly kind: 'retention';
  readonly heads: number;
  /** Per head. */
  readonly keyDim: number;
  readonly valueDim: number;
  /** Weights of the norm on a head's output; 0 where it has none. */
  readonly normWeights: number;
}

export const retention: MixerModule<RetentionMixer> = {
  name: 'retention',
  glyph: 't',
  summary:
    'Linear attention whose memory decays by a fixed rate per head, and rotates with position. One matrix per head is kept, whatever the context.',
  paper: { title: 'Retentive Network (2023)', url: 'https://arxiv.org/abs/2307.08621' },
  reach: 'state',
  state: ({ heads, keyDim, valueDim }) => [recurrentState(heads, keyDim, valueDim)],
  // q, k, v, output gate, output (torchscale, `MultiScaleRetention`; fla, `MultiScaleRetention`).
  parameters: ({ heads, keyDim, valueDim, normWeights }, hiddenSize) =>
    hiddenSize * heads * (2 * keyDim + 3 * valueDim) + normWeights,
  decode: ({ heads, keyDim, valueDim }) => ({
    flops: 5 * heads * keyDim * valueDim,
    stateElementsRead: heads * keyDim * valueDim,
  }),
  prefill: ({ heads, keyDim, valueDim }, promptTokens) => ({
    flops: 5 * heads * keyDim * valueDim * promptTokens,
    stateElementsRead: 0,
  }),
  describe: ({ heads, keyDim, valueDim }) => `${heads} heads, state of ${keyDim} × ${valueDim} per head`,
};
