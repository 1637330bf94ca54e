import type { MixerModule } from './mixer';

/** A block that mixes no tokens: a feed-forward that counts as a layer of its own (Nemotron-H's `-` and `E`). */
export interface NoMixer {
  readonly kind: 'none';
}

const nothing = { flops: 0, stateElementsRead: 0 };

export const none: MixerModule<NoMixer> = {
  name: 'no mixer',
  glyph: '-',
  summary: 'A feed-forward block that counts as a layer. It mixes no tokens and keeps nothing between steps.',
  paper: { title: 'Nemotron-H (2025)', url: 'https://arxiv.org/abs/2504.03624' },
  reach: 'none',
  state: () => [],
  parameters: () => 0,
  decode: () => nothing,
  prefill: () => nothing,
  describe: () => 'feed-forward only',
};
