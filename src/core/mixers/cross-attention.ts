import { attentionParameters, attentionStep, describeAttention } from './attention';
import type { AttentionGeometry } from './attention';
import type { MixerModule } from './mixer';

/** Softmax attention over the tokens of an image instead of the text (Llama 3.2 Vision). */
export interface CrossAttentionMixer extends AttentionGeometry {
  readonly kind: 'cross-attention';
}

export const crossAttention: MixerModule<CrossAttentionMixer> = {
  name: 'cross-attention',
  glyph: 'X',
  summary:
    'Softmax attention over the tokens of an image instead of the text. It keeps nothing of the text; keys and values of an image, where there is one, are computed once.',
  paper: {
    title: 'The Llama 3 Herd of Models (2024)',
    url: 'https://arxiv.org/abs/2407.21783',
  },
  reach: 'none',
  // Of text alone: what an image adds depends on its size and is the same at every length.
  state: () => [],
  parameters: attentionParameters,
  decode: (mixer) => attentionStep(mixer, 0),
  prefill: (mixer) => attentionStep(mixer, 0),
  describe: (mixer) => `${describeAttention(mixer)}, over image tokens`,
};
