import type { MlaMixer } from '../../core/mixers/mla';
import { promptScoreBytes } from './attention';
import { finishLatent, latentPrompt, latentStep, projectLatent } from './latent';
import { batch, type MixerGraph } from './layer';

/** Absorbed in decode, expanded in prefill, as engines run it. */
export const mla: MixerGraph<MlaMixer> = {
  build(layer, mixer, x) {
    const { contextTokens: cached, dtype } = layer;
    const input = projectLatent(layer, mixer, x);
    if (layer.phase === 'prefill') {
      return finishLatent(layer, mixer, x, latentPrompt(layer, mixer, input));
    }
    const past =
      cached > 0
        ? {
            latent: layer.past('latent', [batch, 1, cached, mixer.keyValueRank], dtype),
            ropeKeys: layer.past('rope_keys', [batch, 1, cached, mixer.ropeDim], dtype),
          }
        : undefined;
    return finishLatent(layer, mixer, x, latentStep(layer, mixer, input, past));
  },
  cachedTokens: (_, contextTokens) => contextTokens,
  workspaceBytes: ({ heads }, tokens, elementSize) => promptScoreBytes(heads, tokens, elementSize),
};
