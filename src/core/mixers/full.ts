import {
  attentionParameters,
  attentionPrompt,
  attentionStep,
  describeAttention,
  keyValueState,
} from './attention';
import type { AttentionGeometry } from './attention';
import type { MixerModule } from './mixer';

/** Softmax attention over the whole context. */
export interface FullMixer extends AttentionGeometry {
  readonly kind: 'full';
}

export const full: MixerModule<FullMixer> = {
  name: 'full attention',
  glyph: 'F',
  summary:
    'Softmax attention: every token looks at every token before it. Work is quadratic in the context and the cache grows with each token.',
  paper: { title: 'Attention Is All You Need (2017)', url: 'https://arxiv.org/abs/1706.03762' },
  reach: 'global',
  state: (mixer) => keyValueState(mixer, { type: 'tokens' }),
  parameters: attentionParameters,
  decode: (mixer, contextTokens) => attentionStep(mixer, contextTokens + 1),
  prefill: (mixer, promptTokens) => attentionPrompt(mixer, promptTokens),
  describe: describeAttention,
};
