import {
  attentionParameters,
  attentionStep,
  compressedState,
  compressorParameters,
  describeCompressed,
  windowState,
  type CompressedGeometry,
} from './compressed';
import type { MixerModule } from './mixer';

/** Heavily compressed attention: entries of many tokens each, all of which are seen. */
export interface HeavilyCompressedMixer extends CompressedGeometry {
  readonly kind: 'heavily-compressed';
}

export const heavilyCompressed: MixerModule<HeavilyCompressedMixer> = {
  name: 'heavily compressed attention',
  glyph: 'h',
  summary:
    'Attention over a window and, beyond it, over entries that stand for a hundred tokens and more. The cache grows by one entry per block; in between, the tokens of the unfinished block are kept.',
  paper: { title: 'DeepSeek-V4 (2026)', url: 'https://huggingface.co/deepseek-ai/DeepSeek-V4-Pro' },
  reach: 'global',
  state: (mixer) => [
    windowState(mixer),
    ...compressedState('', 'kv', mixer.compressRate, mixer.headDim, mixer.headDim),
  ],
  parameters: (mixer, hiddenSize) =>
    attentionParameters(mixer, hiddenSize) +
    compressorParameters(hiddenSize, mixer.compressRate, mixer.headDim, mixer.headDim),
  decode: (mixer, contextTokens) => {
    const entries = Math.floor((contextTokens + 1) / mixer.compressRate);
    const seen = Math.min(contextTokens + 1, mixer.windowTokens) + entries;
    return {
      flops: attentionStep(mixer, seen).flops,
      // Keys are the values: one read serves both.
      stateElementsRead: mixer.keyValueHeads * mixer.headDim * seen,
    };
  },
  prefill: (mixer, promptTokens) => {
    const entries = promptTokens / mixer.compressRate;
    const seen = Math.min(promptTokens, mixer.windowTokens) + entries / 2;
    return { flops: attentionStep(mixer, seen).flops * promptTokens, stateElementsRead: 0 };
  },
  describe: describeCompressed,
};
