import { formatCount } from '../format';
import { convolutionState } from './convolution';
import type { MixerModule } from './mixer';

/** Mamba: a selective state space with a state vector per channel. */
export interface Mamba1Mixer {
  readonly kind: 'mamba1';
  readonly innerDim: number;
  readonly stateDim: number;
  readonly timeStepRank: number;
  readonly convKernel: number;
  readonly convBias: boolean;
  readonly projectionBias: boolean;
  /** Channels are split among heads, each with projections of its own, which weigh the same in all (Zamba). */
  readonly heads?: number;
  /** Jamba adds RMS norms on the time step, B and C. */
  readonly innerNorms?: boolean;
}

export const mamba1: MixerModule<Mamba1Mixer> = {
  name: 'Mamba',
  glyph: 'm',
  summary:
    'A selective state-space recurrence: each channel carries a small state that the input itself opens and closes. The state has a fixed size, whatever the context.',
  paper: { title: 'Mamba (2023)', url: 'https://arxiv.org/abs/2312.00752' },
  reach: 'state',
  state: ({ innerDim, stateDim, convKernel, heads }) => [
    convolutionState(innerDim, convKernel),
    {
      name: 'recurrent',
      kind: 'recurrent',
      shape:
        heads === undefined
          ? ['batch', { sharded: innerDim }, stateDim]
          : ['batch', { sharded: heads }, Math.floor(innerDim / heads), stateDim],
      growth: { type: 'constant' },
      dtype: 'float32',
    },
  ],
  // in_proj, conv1d, x_proj, dt_proj, A_log, D, out_proj (transformers, `MambaMixer` and `JambaMambaMixer`).
  parameters: (mixer, hiddenSize) => {
    const { innerDim, stateDim, timeStepRank, convKernel } = mixer;
    return (
      2 * hiddenSize * innerDim +
      innerDim * convKernel +
      (mixer.convBias ? innerDim : 0) +
      innerDim * (timeStepRank + 2 * stateDim) +
      timeStepRank * innerDim +
      innerDim +
      innerDim * stateDim +
      innerDim +
      innerDim * hiddenSize +
      (mixer.innerNorms ? timeStepRank + 2 * stateDim : 0) +
      (mixer.projectionBias ? 2 * innerDim + hiddenSize : 0)
    );
  },
  decode: (mixer) => ({
    flops: step(mixer),
    stateElementsRead: mixer.innerDim * (mixer.stateDim + mixer.convKernel),
  }),
  prefill: (mixer, promptTokens) => ({ flops: step(mixer) * promptTokens, stateElementsRead: 0 }),
  describe: ({ innerDim, stateDim, convKernel }) =>
    `${formatCount(innerDim)} channels with a state of ${stateDim} each, convolution of ${convKernel}`,
};

const step = ({ innerDim, stateDim, convKernel }: Mamba1Mixer): number =>
  9 * innerDim * stateDim + 2 * convKernel * innerDim;
