import type { SlidingMixer } from '../../core/mixers/sliding';
import { attend, finishAttention, projectAttention, promptScoreBytes } from './attention';
import type { MixerGraph } from './layer';

/** In decode the cache holds the window less the new token, as a ring buffer would; all of it is attended. */
const cached = ({ windowTokens }: SlidingMixer, contextTokens: number): number =>
  Math.min(contextTokens, windowTokens - 1);

export const sliding: MixerGraph<SlidingMixer> = {
  build(layer, mixer, x) {
    const projected = projectAttention(layer, mixer, x);
    const attended = attend(layer, mixer, projected, {
      cachedTokens: cached(mixer, layer.contextTokens),
      windowTokens: mixer.windowTokens,
    });
    return finishAttention(layer, mixer, projected, attended);
  },
  cachedTokens: cached,
  workspaceBytes: ({ queryHeads }, tokens, elementSize) => promptScoreBytes(queryHeads, tokens, elementSize),
};
