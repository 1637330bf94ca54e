import type { FullMixer } from '../../core/mixers/full';
import { attend, finishAttention, projectAttention, promptScoreBytes } from './attention';
import type { MixerGraph } from './layer';

export const full: MixerGraph<FullMixer> = {
  build(layer, mixer, x) {
    const projected = projectAttention(layer, mixer, x);
    const attended = attend(layer, mixer, projected, { cachedTokens: layer.contextTokens });
    return finishAttention(layer, mixer, projected, attended);
  },
  cachedTokens: (_, contextTokens) => contextTokens,
  workspaceBytes: ({ queryHeads }, tokens, elementSize) => promptScoreBytes(queryHeads, tokens, elementSize),
};
