import { formatCount } from '../format';
import { attentionParameters, attentionPrompt, attentionStep, describeAttention } from './attention';
import type { AttentionGeometry } from './attention';
import type { MixerModule } from './mixer';

/** Softmax attention over the keys and values of an earlier layer (the last layers of Gemma 3n and 4). */
export interface SharedKvMixer extends AttentionGeometry {
  readonly kind: 'shared-kv';
  /** The layer whose keys and values it reads. */
  readonly sourceLayer: number;
  /** Where that layer slides. */
  readonly windowTokens?: number;
}

export const sharedKv: MixerModule<SharedKvMixer> = {
  name: 'attention over shared keys and values',
  glyph: '=',
  summary:
    'Softmax attention that reads the keys and values of an earlier layer and makes none of its own. It keeps nothing between steps, though it reads as much as that layer.',
  paper: {
    title: 'Reducing Transformer Key-Value Cache Size with Cross-Layer Attention (2024)',
    url: 'https://arxiv.org/abs/2405.12981',
  },
  reach: 'none',
  state: () => [],
  // q with its norm, and o: what attention weighs less keys, values and the keys' norm.
  parameters: (mixer, hiddenSize) => {
    const { keyValueHeads, headDim, valueHeadDim, queryKeyNorm, queryKeyValueBias } = mixer;
    const made = keyValueHeads * headDim + (mixer.keysAreValues ? 0 : keyValueHeads * valueHeadDim);
    const norm = queryKeyNorm === 'head' ? headDim : queryKeyNorm === 'full' ? keyValueHeads * headDim : 0;
    return attentionParameters(mixer, hiddenSize) - made * (hiddenSize + (queryKeyValueBias ? 1 : 0)) - norm;
  },
  decode: (mixer, contextTokens) => {
    const seen = contextTokens + 1;
    return attentionStep(mixer, Math.min(seen, mixer.windowTokens ?? seen));
  },
  prefill: (mixer, promptTokens) => attentionPrompt(mixer, promptTokens, mixer.windowTokens),
  describe: (mixer) =>
    `${describeAttention(mixer)}, keys and values of layer ${mixer.sourceLayer}` +
    (mixer.windowTokens === undefined ? '' : `, window of ${formatCount(mixer.windowTokens)} tokens`),
};
