import type { Mamba2Mixer } from '../../core/mixers/mamba2';
import type { MixerGraph } from './layer';
import { causalConvolution, merge, project, rmsNorm, split, vector } from './operators';
import { recur } from './recurrence';

/**
 * After transformers' `Mamba2Mixer`. As linear attention with decay: q = C, k = B, v = Δ·x, g = Δ·A. The state is kept
 * as [state dim, head dim] per head, the transpose of transformers'.
 */
export const mamba2: MixerGraph<Mamba2Mixer> = {
  build(layer, mixer, x) {
    const { graph } = layer;
    const { heads, headDim, stateDim, groups, convKernel, convBias, projectionBias } = mixer;
    const [inner, shared] = [heads * headDim, groups * stateDim];
    const projected = project(layer, x, 'in', 2 * inner + 2 * shared + heads, projectionBias);
    const [z, xbc, rawStep] = graph.split(projected, [inner, inner + 2 * shared, heads]);
    const mixed = causalConvolution(layer, xbc!, { kernel: convKernel, bias: convBias, activation: 'silu' });
    const [u, b, c] = graph.split(mixed, [inner, shared, shared]);
    const step = graph.softplus(graph.add(rawStep!, vector(layer, 'dt_bias', heads, 'decay')));
    const rate = graph.negate(graph.exp(vector(layer, 'a_log', heads, 'decay')));
    const headed = split(layer, u!, headDim);
    const scanned = recur(layer, {
      queries: c!,
      keys: b!,
      values: merge(layer, graph.multiply(headed, split(layer, step, 1))),
      decay: graph.multiply(rate, step),
      keyHeads: groups,
      valueHeads: heads,
      keyDim: stateDim,
      valueDim: headDim,
      scale: 1,
    });
    const skip = graph.reshape(vector(layer, 'd', heads, 'norm'), [heads, 1]);
    const y = graph.add(scanned, merge(layer, graph.multiply(headed, skip)));
    const gated = graph.multiply(y, graph.silu(z!));
    if (mixer.gatedNorm) layer.remark('the gated norm runs over all channels, not group by group');
    const normalised = mixer.gatedNorm ? rmsNorm(layer, gated, vector(layer, 'norm', inner, 'norm')) : gated;
    return project(layer, normalised, 'out', layer.hiddenSize, mixer.outputBias ?? projectionBias);
  },
  cachedTokens: () => 0,
};
