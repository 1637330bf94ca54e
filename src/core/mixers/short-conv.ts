import { formatCount } from '../format';
import { convolutionState } from './convolution';
import type { MixerModule } from './mixer';

/** A gated convolution over a few tokens (LFM2): input and output gates around a depthwise kernel. */
export interface ShortConvMixer {
  readonly kind: 'short-conv';
  readonly channels: number;
  readonly kernel: number;
  readonly bias: boolean;
}

export const shortConv: MixerModule<ShortConvMixer> = {
  name: 'gated short convolution',
  glyph: 'v',
  summary:
    'A convolution over the last few tokens between two gates that the input itself sets. It keeps those few tokens and nothing else.',
  paper: { title: 'LFM2 Technical Report (2025)', url: 'https://arxiv.org/abs/2511.23404' },
  reach: 'local',
  state: ({ channels, kernel }) => [convolutionState(channels, kernel)],
  // in_proj (B, C, x), conv, out_proj (transformers, `Lfm2ShortConv`).
  parameters: ({ channels, kernel, bias }, hiddenSize) =>
    3 * hiddenSize * channels +
    channels * kernel +
    channels * hiddenSize +
    (bias ? 4 * channels + hiddenSize : 0),
  decode: (mixer) => ({ flops: step(mixer), stateElementsRead: mixer.channels * mixer.kernel }),
  prefill: (mixer, promptTokens) => ({ flops: step(mixer) * promptTokens, stateElementsRead: 0 }),
  describe: ({ channels, kernel }) => `${formatCount(channels)} channels, convolution of ${kernel}`,
};

/** The convolution and both gates. */
const step = ({ channels, kernel }: ShortConvMixer): number => (2 * kernel + 2) * channels;
