import type { RetentionMixer } from '../../core/mixers/retention';
import { batch, type MixerGraph } from './layer';
import { merge, project, rmsNorm, rotate, split, vector } from './operators';
import { recur } from './recurrence';

/** Retentive Network (arXiv:2307.08621), eq. 5–8, as flash-linear-attention's `MultiScaleRetention` runs it. */
export const retention: MixerGraph<RetentionMixer> = {
  build(layer, { heads, keyDim, valueDim, normWeights }, x) {
    const { graph, tokens } = layer;
    const decays = graph.constant(layer.dtype, [1, 1, heads], logDecays(heads));
    const mixed = recur(layer, {
      queries: rotate(layer, project(layer, x, 'q', heads * keyDim), keyDim),
      keys: rotate(layer, project(layer, x, 'k', heads * keyDim), keyDim),
      values: project(layer, x, 'v', heads * valueDim),
      decay: graph.expand(decays, [batch, tokens, heads]),
      keyHeads: heads,
      valueHeads: heads,
      keyDim,
      valueDim,
      scale: 1 / Math.sqrt(keyDim),
    });
    // One norm per head, with weights in some models and without in others.
    const weight =
      normWeights > 0
        ? vector(layer, 'norm', valueDim, 'norm')
        : graph.constant(layer.dtype, [valueDim], new Float32Array(valueDim).fill(1));
    const normalised = merge(layer, rmsNorm(layer, split(layer, mixed, valueDim), weight));
    const gate = graph.silu(project(layer, x, 'gate', heads * valueDim));
    return project(layer, graph.multiply(normalised, gate), 'out', layer.hiddenSize);
  },
  cachedTokens: () => 0,
};

/** γ = 1 − 2^(−5 − h) for head h. */
function logDecays(heads: number): number[] {
  return Array.from({ length: heads }, (_, head) => Math.log(1 - 2 ** (-5 - head)));
}
