import { convolutionState } from './convolution';
import type { MixerModule } from './mixer';
import { recurrentState } from './recurrence';
import type { StateTensor } from './state';

/** Gated DeltaNet: a delta-rule memory with a scalar decay per value head, behind a short convolution. */
export interface GatedDeltanetMixer {
  readonly kind: 'gated-deltanet';
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  readonly convKernel: number;
  /** Features of the last tokens' n-grams join the streams before this layer, through a convolution (Qwen4). */
  readonly ngrams?: NgramFeatures;
}

export interface NgramFeatures {
  /** Of all streams of the hidden state together. */
  readonly channels: number;
  readonly kernel: number;
  /** Tokens of the longest n-gram, and by so many the convolution steps back. */
  readonly tokens: number;
}

/** Tokens per chunk of the parallel form (flash-linear-attention's kernels). */
const chunkTokens = 64;

/** Width of q, k and v together: what the convolution runs over. */
const convChannels = ({ keyHeads, valueHeads, keyDim, valueDim }: GatedDeltanetMixer): number =>
  2 * keyHeads * keyDim + valueHeads * valueDim;

export const gatedDeltanet: MixerModule<GatedDeltanetMixer> = {
  name: 'Gated DeltaNet',
  glyph: 'G',
  summary:
    'A linear recurrence that corrects its memory by the delta rule and lets it decay by a learned gate. One matrix per value head is kept, whatever the context.',
  paper: { title: 'Gated Delta Networks (2024)', url: 'https://arxiv.org/abs/2412.06464' },
  reach: 'state',
  // recurrent: [batch, value heads, key dim, value dim], float32 (transformers, `Qwen3NextGatedDeltaNet`).
  state: (mixer) => [
    convolutionState(convChannels(mixer), mixer.convKernel),
    recurrentState(mixer.valueHeads, mixer.keyDim, mixer.valueDim),
    ...(mixer.ngrams ? ngramStates(mixer.ngrams) : []),
  ],
  // in_proj qkvz, in_proj ba, conv1d, A_log and dt_bias, gated norm, out_proj (transformers, `Qwen3NextGatedDeltaNet`).
  parameters: (mixer, hiddenSize) => {
    const { valueHeads, valueDim, convKernel } = mixer;
    const values = valueHeads * valueDim;
    const channels = convChannels(mixer);
    return (
      hiddenSize * (channels + values) +
      hiddenSize * 2 * valueHeads +
      channels * convKernel +
      2 * valueHeads +
      valueDim +
      values * hiddenSize
    );
  },
  decode: (mixer) => ({
    flops: 7 * mixer.valueHeads * mixer.keyDim * mixer.valueDim + 2 * mixer.convKernel * convChannels(mixer),
    stateElementsRead:
      mixer.valueHeads * mixer.keyDim * mixer.valueDim + mixer.convKernel * convChannels(mixer),
  }),
  prefill: (mixer, promptTokens) => {
    const { valueHeads, keyDim, valueDim, convKernel } = mixer;
    const chunk = Math.min(chunkTokens, promptTokens);
    const perToken =
      2 * valueHeads * (chunk * (3 * keyDim + 2 * valueDim) + 3 * keyDim * valueDim) +
      2 * convKernel * convChannels(mixer);
    return { flops: perToken * promptTokens, stateElementsRead: 0 };
  },
  describe: ({ keyHeads, valueHeads, keyDim, valueDim, convKernel }) =>
    `${valueHeads} value heads, ${keyHeads} key heads, state of ${keyDim} × ${valueDim} per value head, convolution of ${convKernel}`,
};

/**
 * ngram_conv: [batch, channels, columns], of earlier tokens only; ngram_tokens: [batch, tokens], the ids of those
 * before the next one (transformers, `Qwen4ExpTextPLELayer`).
 */
function ngramStates({ channels, kernel, tokens }: NgramFeatures): StateTensor[] {
  return [
    {
      name: 'ngram_conv',
      kind: 'conv',
      shape: ['batch', { sharded: channels }, (kernel - 1) * tokens],
      growth: { type: 'constant' },
      dtype: 'model',
    },
    {
      name: 'ngram_tokens',
      kind: 'conv',
      shape: ['batch', tokens - 1],
      growth: { type: 'constant' },
      dtype: 'int64',
    },
  ];
}
