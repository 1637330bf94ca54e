import type { KdaMixer } from '../../core/mixers/kda';
import type { Value } from '../onnx/graph';
import type { Layer, MixerGraph } from './layer';
import { causalConvolution, merge, project, rmsNorm, split, unitHeads, vector } from './operators';
import { recur } from './recurrence';

/** After transformers' `KimiLinearDeltaAttention`: the convolutions of q, k and v are one over all three. */
export const kda: MixerGraph<KdaMixer> = {
  build(layer, mixer, x) {
    const { graph } = layer;
    const { heads, headDim, convKernel } = mixer;
    const width = heads * headDim;
    const qkv = project(layer, x, 'qkv', 3 * width);
    const mixed = causalConvolution(layer, qkv, { kernel: convKernel, activation: 'silu' });
    const [q, k, v] = graph.split(mixed, [width, width, width]);
    const mixedTokens = recur(layer, {
      queries: unitHeads(layer, q!, headDim),
      keys: unitHeads(layer, k!, headDim),
      values: v!,
      decay: decay(layer, mixer, x),
      beta: graph.sigmoid(project(layer, x, 'beta', heads)),
      keyHeads: heads,
      valueHeads: heads,
      keyDim: headDim,
      valueDim: headDim,
      scale: 1 / Math.sqrt(headDim),
    });
    const gate = mixer.fullRankGate
      ? project(layer, x, 'gate', width)
      : project(layer, project(layer, x, 'gate_a', headDim), 'gate_b', width);
    const normalised = rmsNorm(
      layer,
      split(layer, mixedTokens, headDim),
      vector(layer, 'norm', headDim, 'norm'),
    );
    const gated = graph.multiply(merge(layer, normalised), graph.sigmoid(gate));
    return project(layer, gated, 'out', layer.hiddenSize);
  },
  cachedTokens: () => 0,
};

/** g = −exp(A) · softplus(f(x) + dt), A per head, the rest per channel: [1, T, heads × head dim]. */
function decay(layer: Layer, { heads, headDim }: KdaMixer, x: Value): Value {
  const { graph } = layer;
  const width = heads * headDim;
  const low = project(layer, project(layer, x, 'decay_a', headDim), 'decay_b', width);
  const step = graph.softplus(graph.add(low, vector(layer, 'dt_bias', width, 'decay')));
  const rate = graph.negate(graph.exp(vector(layer, 'a_log', heads, 'decay')));
  return merge(layer, graph.multiply(split(layer, step, headDim), graph.reshape(rate, [heads, 1])));
}
