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

/** Softmax attention over the last `windowTokens` tokens, the current one among them. */
export interface SlidingMixer extends AttentionGeometry {
  readonly kind: 'sliding';
  readonly windowTokens: number;
}

export const sliding: MixerModule<SlidingMixer> = {
  name: 'sliding-window attention',
  glyph: 'S',
  summary:
    'Softmax attention over a window of the latest tokens. Work is linear in the context, and the cache stops growing when the window is full.',
  paper: {
    title: 'Longformer: The Long-Document Transformer (2020)',
    url: 'https://arxiv.org/abs/2004.05150',
  },
  reach: 'local',
  state: (mixer) => keyValueState(mixer, { type: 'window', tokens: mixer.windowTokens }),
  parameters: attentionParameters,
  decode: (mixer, contextTokens) => attentionStep(mixer, Math.min(contextTokens + 1, mixer.windowTokens)),
  prefill: (mixer, promptTokens) => attentionPrompt(mixer, promptTokens, mixer.windowTokens),
  describe: (mixer) => `${describeAttention(mixer)}, window of ${formatCount(mixer.windowTokens)} tokens`,
};
