import type { MixerModule } from './mixer';
import type { StateTensor } from './state';
import { recurrentState } from './recurrence';

/**
 * Linear attention with a gate or a delta rule of its own, as flash-linear-attention builds it: one matrix of keys by
 * values per head, whatever rule updates it. The forms differ in their weights, which the family counts.
 */
export interface GatedLinearMixer {
  readonly kind: 'gated-linear';
  readonly form: keyof typeof formNames;
  readonly heads: number;
  /** Rows of a head's state: its key width, or its slots. */
  readonly keyDim: number;
  /** Columns: its value width; of slots, keys and values together. */
  readonly valueDim: number;
  /** Channels of the short convolutions on queries, keys and values together, and their width; absent without. */
  readonly convolution?: { readonly channels: number; readonly kernel: number };
  /** Width of the last inputs that time and channel mixing keep (RWKV). */
  readonly lastInputs?: number;
  /** All weights of the mixer. */
  readonly weights: number;
}

const formNames = {
  gla: 'Gated Linear Attention',
  hgrn2: 'HGRN2',
  'delta-net': 'DeltaNet',
  gsa: 'Gated Slot Attention',
  kda: 'Kimi Delta Attention',
  rwkv6: 'RWKV-6',
  rwkv7: 'RWKV-7',
} as const;

export const gatedLinear: MixerModule<GatedLinearMixer> = {
  name: 'gated linear attention',
  glyph: 'o',
  summary:
    'Linear attention that forgets by a learned gate (GLA, HGRN2, GSA, RWKV-6) or overwrites by the delta rule (DeltaNet, RWKV-7). One matrix per head is kept, whatever the context.',
  paper: { title: 'Gated Linear Attention Transformers (2023)', url: 'https://arxiv.org/abs/2312.06635' },
  reach: 'state',
  // recurrent: [batch, heads, key dim, value dim], float32 (fla/models/utils.py keeps what the kernels return).
  state: ({ heads, keyDim, valueDim, convolution, lastInputs }) => [
    ...(convolution ? [convolutionOf(convolution)] : []),
    ...(lastInputs === undefined ? [] : inputsOf(lastInputs)),
    recurrentState(heads, keyDim, valueDim),
  ],
  parameters: ({ weights }) => weights,
  decode: ({ heads, keyDim, valueDim }) => ({
    flops: 6 * heads * keyDim * valueDim,
    stateElementsRead: heads * keyDim * valueDim,
  }),
  prefill: ({ heads, keyDim, valueDim }, promptTokens) => ({
    flops: 6 * heads * keyDim * valueDim * promptTokens,
    stateElementsRead: 0,
  }),
  describe: ({ form, heads, keyDim, valueDim, convolution }) =>
    `${formNames[form]}: ${heads} heads, state of ${keyDim} × ${valueDim} per head` +
    (convolution ? `, convolution of ${convolution.kernel}` : ''),
};

function convolutionOf({ channels, kernel }: { channels: number; kernel: number }): StateTensor {
  return {
    name: 'conv',
    kind: 'conv',
    shape: ['batch', { sharded: channels }, 'length'],
    growth: { type: 'convolution', kernel },
    dtype: 'model',
  };
}

function inputsOf(width: number): StateTensor[] {
  return ['time_mix_input', 'channel_mix_input'].map((name) => ({
    name,
    kind: 'recurrent',
    shape: ['batch', { sharded: width }],
    growth: { type: 'constant' },
    dtype: 'model',
  }));
}
