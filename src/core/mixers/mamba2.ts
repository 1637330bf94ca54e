import { convolutionState } from './convolution';
import type { MixerModule } from './mixer';
import { recurrentState } from './recurrence';

/** Mamba-2: a state space with one scalar decay per head, which makes it a form of linear attention. */
export interface Mamba2Mixer {
  readonly kind: 'mamba2';
  readonly heads: number;
  readonly headDim: number;
  readonly stateDim: number;
  /** Heads of a group share B and C. */
  readonly groups: number;
  readonly convKernel: number;
  readonly convBias: boolean;
  readonly projectionBias: boolean;
  /** Of the output projection, where it has a switch of its own (Falcon-H1). */
  readonly outputBias?: boolean;
  /** A gated RMS norm before the output projection; only some Falcon-H1 models leave it out. */
  readonly gatedNorm: boolean;
}

/** Tokens per chunk of the parallel form (`chunk_size` of the published configs). */
const chunkTokens = 256;

const innerDim = ({ heads, headDim }: Mamba2Mixer): number => heads * headDim;
const convChannels = (mixer: Mamba2Mixer): number => innerDim(mixer) + 2 * mixer.groups * mixer.stateDim;

export const mamba2: MixerModule<Mamba2Mixer> = {
  name: 'Mamba-2',
  glyph: 'M',
  summary:
    'A state-space recurrence with one decay per head, a close relative of linear attention. One matrix per head is kept, whatever the context.',
  paper: { title: 'Transformers are SSMs (2024)', url: 'https://arxiv.org/abs/2405.21060' },
  reach: 'state',
  state: (mixer) => [
    convolutionState(convChannels(mixer), mixer.convKernel),
    recurrentState(mixer.heads, mixer.headDim, mixer.stateDim),
  ],
  // in_proj (z, x, B, C, dt), conv1d, A_log, D, dt_bias, norm, out_proj (transformers, `Mamba2Mixer`).
  parameters: (mixer, hiddenSize) => {
    const inner = innerDim(mixer);
    const channels = convChannels(mixer);
    const inWidth = inner + channels + mixer.heads;
    return (
      hiddenSize * inWidth +
      channels * mixer.convKernel +
      (mixer.convBias ? channels : 0) +
      3 * mixer.heads +
      (mixer.gatedNorm ? inner : 0) +
      inner * hiddenSize +
      (mixer.projectionBias ? inWidth : 0) +
      ((mixer.outputBias ?? mixer.projectionBias) ? hiddenSize : 0)
    );
  },
  decode: (mixer) => ({
    flops: 6 * innerDim(mixer) * mixer.stateDim + 2 * mixer.convKernel * convChannels(mixer),
    stateElementsRead: innerDim(mixer) * mixer.stateDim + mixer.convKernel * convChannels(mixer),
  }),
  prefill: (mixer, promptTokens) => {
    const chunk = Math.min(chunkTokens, promptTokens);
    const inner = innerDim(mixer);
    const perToken =
      2 * (chunk * mixer.groups * mixer.stateDim + chunk * inner + 2 * inner * mixer.stateDim) +
      2 * mixer.convKernel * convChannels(mixer);
    return { flops: perToken * promptTokens, stateElementsRead: 0 };
  },
  describe: ({ heads, headDim, stateDim, groups, convKernel }) =>
    `${heads} heads of ${headDim}, state of ${headDim} × ${stateDim} per head, ${groups} group${groups === 1 ? '' : 's'}, convolution of ${convKernel}`,
};
