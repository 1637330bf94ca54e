import { formatCount } from '../format';
import type { MixerModule } from './mixer';

/** The real-gated linear recurrent unit of Griffin and RecurrentGemma. */
export interface RgLruMixer {
  readonly kind: 'rg-lru';
  readonly width: number;
  /** Blocks of the gates' block-diagonal weights: as many as attention heads. */
  readonly blocks: number;
  readonly convKernel: number;
}

export const rgLru: MixerModule<RgLruMixer> = {
  name: 'RG-LRU',
  glyph: 'r',
  summary:
    'A diagonal linear recurrence whose decay is gated by the input, behind a short convolution. One number per channel is kept, whatever the context.',
  paper: { title: 'Griffin (2024)', url: 'https://arxiv.org/abs/2402.19427' },
  reach: 'state',
  // Kept on the modules, not in the cache, and with k − 1 columns where other convolutions keep k (transformers,
  // `RecurrentGemmaRecurrentBlock`): the state of both needs nothing more, so that there is no growth to rule.
  state: ({ width, convKernel }) => [
    {
      name: 'conv',
      kind: 'conv',
      shape: ['batch', { sharded: width }, convKernel - 1],
      growth: { type: 'constant' },
      dtype: 'model',
    },
    {
      name: 'recurrent',
      kind: 'recurrent',
      shape: ['batch', { sharded: width }],
      growth: { type: 'constant' },
      dtype: 'float32',
    },
  ],
  // linear_x, linear_y, linear_out, conv_1d, recurrent_param, and two block-diagonal gates, all with biases.
  parameters: ({ width, blocks, convKernel }, hiddenSize) =>
    2 * (hiddenSize * width + width) +
    (width * hiddenSize + hiddenSize) +
    (width * convKernel + width) +
    width +
    2 * (width * Math.floor(width / blocks) + width),
  decode: (mixer) => ({ flops: step(mixer), stateElementsRead: mixer.width * mixer.convKernel }),
  prefill: (mixer, promptTokens) => ({ flops: step(mixer) * promptTokens, stateElementsRead: 0 }),
  describe: ({ width, blocks, convKernel }) =>
    `${formatCount(width)} channels, gates of ${blocks} blocks, convolution of ${convKernel}`,
};

const step = ({ width, convKernel }: RgLruMixer): number => (10 + 2 * convKernel) * width;
