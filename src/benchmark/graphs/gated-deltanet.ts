import type { GatedDeltanetMixer } from '../../core/mixers/gated-deltanet';
import type { MixerGraph } from './layer';
import { causalConvolution, merge, project, rmsNorm, split, unitHeads, vector } from './operators';
import { recur } from './recurrence';

/** After transformers' `Qwen3NextGatedDeltaNet`; weights of q, k, v and z lie side by side instead of by key head. */
export const gatedDeltanet: MixerGraph<GatedDeltanetMixer> = {
  build(layer, mixer, x) {
    const { graph } = layer;
    const { keyHeads, valueHeads, keyDim, valueDim, convKernel } = mixer;
    if (mixer.ngrams) layer.leaveOut('the features of n-grams before the layer');
    const [keys, values] = [keyHeads * keyDim, valueHeads * valueDim];
    const [qkv, z] = graph.split(project(layer, x, 'in_qkvz', 2 * keys + 2 * values), [
      2 * keys + values,
      values,
    ]);
    const [b, a] = graph.split(project(layer, x, 'in_ba', 2 * valueHeads), [valueHeads, valueHeads]);
    const mixed = causalConvolution(layer, qkv!, { kernel: convKernel, activation: 'silu' });
    const [q, k, v] = graph.split(mixed, [keys, keys, values]);
    // g = −exp(A) · softplus(a + dt)
    const rate = graph.negate(graph.exp(vector(layer, 'a_log', valueHeads, 'decay')));
    const step = graph.softplus(graph.add(a!, vector(layer, 'dt_bias', valueHeads, 'decay')));
    const mixedTokens = recur(layer, {
      queries: unitHeads(layer, q!, keyDim),
      keys: unitHeads(layer, k!, keyDim),
      values: v!,
      decay: graph.multiply(rate, step),
      beta: graph.sigmoid(b!),
      keyHeads,
      valueHeads,
      keyDim,
      valueDim,
      scale: 1 / Math.sqrt(keyDim),
    });
    const normalised = rmsNorm(
      layer,
      split(layer, mixedTokens, valueDim),
      vector(layer, 'norm', valueDim, 'norm'),
    );
    return project(layer, graph.multiply(merge(layer, normalised), graph.silu(z!)), 'out', layer.hiddenSize);
  },
  cachedTokens: () => 0,
};
