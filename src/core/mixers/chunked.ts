import { formatCount } from '../format';
import {
  attentionParameters,
  attentionPrompt,
  attentionStep,
  describeAttention,
  keyValueState,
} from './attention';
import type { AttentionGeometry } from './attention';
import type { MixerModule } from './mixer';

/** Softmax attention inside fixed chunks of `chunkTokens`: a token sees its own chunk up to itself, and no other. */
export interface ChunkedMixer extends AttentionGeometry {
  readonly kind: 'chunked';
  readonly chunkTokens: number;
}

export const chunked: MixerModule<ChunkedMixer> = {
  name: 'chunked attention',
  glyph: 'C',
  summary:
    'Softmax attention inside chunks of fixed length: a token sees its own chunk and nothing of the ones before. The cache never outgrows one chunk.',
  paper: {
    title: 'The Llama 4 herd (2025)',
    url: 'https://ai.meta.com/blog/llama-4-multimodal-intelligence/',
  },
  reach: 'local',
  // transformers keeps a chunked layer in its sliding-window cache: the last chunk − 1 tokens (cache_utils.py).
  state: (mixer) => keyValueState(mixer, { type: 'window', tokens: mixer.chunkTokens }),
  parameters: attentionParameters,
  decode: (mixer, contextTokens) => attentionStep(mixer, (contextTokens % mixer.chunkTokens) + 1),
  prefill: (mixer, promptTokens) => {
    const chunks = Math.floor(promptTokens / mixer.chunkTokens);
    const whole = attentionPrompt(mixer, mixer.chunkTokens).flops * chunks;
    return {
      flops: whole + attentionPrompt(mixer, promptTokens % mixer.chunkTokens).flops,
      stateElementsRead: 0,
    };
  },
  describe: (mixer) => `${describeAttention(mixer)}, chunks of ${formatCount(mixer.chunkTokens)} tokens`,
};
