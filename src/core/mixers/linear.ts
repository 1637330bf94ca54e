import type { MixerModule } from './mixer';
import { recurrentState, stateVector } from './recurrence';

/**
 * Kernel linear attention: softmax replaced by a feature map φ, so that the sum over past tokens can be carried as a
 * state. With φ(x) = elu(x) + 1 it is the first of its kind.
 */
export interface LinearMixer {
  readonly kind: 'linear';
  readonly heads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  readonly featureMap: 'elu+1';
  readonly bias?: boolean;
}

export const linear: MixerModule<LinearMixer> = {
  name: 'linear attention',
  glyph: 'L',
  summary:
    'Attention with a kernel feature map instead of the softmax, carried as a running sum of key–value products. The state has a fixed size, and work is linear in the context.',
  paper: { title: 'Transformers are RNNs (2020)', url: 'https://arxiv.org/abs/2006.16236' },
  reach: 'state',
  // S = Σ φ(k)ᵀ v and the normaliser z = Σ φ(k) (eq. 18–19 of the paper).
  state: ({ heads, keyDim, valueDim }) => [
    recurrentState(heads, keyDim, valueDim),
    stateVector('normaliser', heads, keyDim),
  ],
  parameters: ({ heads, keyDim, valueDim, bias }, hiddenSize) =>
    heads * (2 * keyDim + 2 * valueDim) * hiddenSize +
    (bias ? heads * (2 * keyDim + valueDim) + hiddenSize : 0),
  decode: (mixer) => ({
    flops: step(mixer),
    stateElementsRead: mixer.heads * mixer.keyDim * (mixer.valueDim + 1),
  }),
  prefill: (mixer, promptTokens) => ({ flops: step(mixer) * promptTokens, stateElementsRead: 0 }),
  describe: ({ heads, keyDim, valueDim }) =>
    `${heads} heads, state of ${keyDim} × ${valueDim} per head, φ(x) = elu(x) + 1`,
};

/** Outer product, add to S and z, q·S and q·z. */
const step = ({ heads, keyDim, valueDim }: LinearMixer): number =>
  heads * (4 * keyDim * valueDim + 3 * keyDim);
