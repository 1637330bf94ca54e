import { formatCount } from '../format';
import type { MixerModule } from './mixer';
import type { StateTensor } from './state';

/** RWKV-4: time mixing by a decaying weighted sum, one decay per channel. */
export interface RwkvMixer {
  readonly kind: 'rwkv';
  readonly hiddenSize: number;
  readonly width: number;
}

export const rwkv: MixerModule<RwkvMixer> = {
  name: 'RWKV-4',
  glyph: 'R',
  summary:
    'A sum over the past whose weights decay channel by channel, written as a recurrence. Five numbers per channel are kept, whatever the context.',
  paper: {
    title: 'RWKV: Reinventing RNNs for the Transformer Era (2023)',
    url: 'https://arxiv.org/abs/2305.13048',
  },
  reach: 'state',
  // Two last inputs, of time and channel mixing, and the sum with its norm and maximum (transformers, `RwkvModel`).
  // The class makes all of them as wide as the model, and one tensor for all layers.
  state: ({ hiddenSize }) =>
    (
      [
        ['channel_mix_input', 'model'],
        ['time_mix_input', 'model'],
        ['numerator', 'float32'],
        ['denominator', 'float32'],
        ['maximum', 'float32'],
      ] as const
    ).map(([name, dtype]): StateTensor => ({
      name,
      kind: 'recurrent',
      shape: ['batch', { sharded: hiddenSize }],
      growth: { type: 'constant' },
      dtype,
    })),
  // time_decay and time_first, three mixes with the last input, key, value, receptance, output (`RwkvSelfAttention`).
  parameters: ({ width }, hiddenSize) => 2 * width + 3 * hiddenSize + 4 * hiddenSize * width,
  decode: (mixer) => ({ flops: step(mixer), stateElementsRead: 5 * mixer.hiddenSize }),
  prefill: (mixer, promptTokens) => ({ flops: step(mixer) * promptTokens, stateElementsRead: 0 }),
  describe: ({ width }) => `${formatCount(width)} channels, five numbers kept of each`,
};

/** Sum, norm and maximum, and the mixes with the last input. */
const step = ({ width }: RwkvMixer): number => 15 * width;
