import type { LinearMixer } from '../../core/mixers/linear';
import type { Value } from '../onnx/graph';
import { batch, type Layer, type MixerGraph } from './layer';
import { merge, project, split } from './operators';
import { recur } from './recurrence';

/** Transformers are RNNs (arXiv:2006.16236), eq. 16–20: φ(q)·S ÷ φ(q)·z with φ(x) = elu(x) + 1. */
export const linear: MixerGraph<LinearMixer> = {
  build(layer, mixer, x) {
    const { graph } = layer;
    const { heads, keyDim, valueDim, bias = false } = mixer;
    const feature = (value: Value): Value => graph.shift(graph.elu(value), 1);
    const queries = feature(project(layer, x, 'q', heads * keyDim, bias));
    const keys = feature(project(layer, x, 'k', heads * keyDim, bias));
    const mixed = recur(layer, {
      queries,
      keys,
      values: project(layer, x, 'v', heads * valueDim, bias),
      keyHeads: heads,
      valueHeads: heads,
      keyDim,
      valueDim,
      scale: 1,
    });
    const divided = graph.divide(split(layer, mixed, valueDim), normaliser(layer, mixer, queries, keys));
    return project(layer, merge(layer, divided), 'out', layer.hiddenSize, bias);
  },
  cachedTokens: () => 0,
};

/** φ(q)·z of every head with z = Σ φ(k) so far: [1, T, heads, 1]. z is kept in single precision. */
function normaliser(layer: Layer, { heads, keyDim }: LinearMixer, queries: Value, keys: Value): Value {
  const { graph, phase, tokens } = layer;
  const wideKeys = graph.cast(keys, 'fp32');
  const sums =
    phase === 'decode'
      ? graph.add(
          graph.reshape(layer.past('normaliser', [batch, heads, keyDim], 'fp32'), wideKeys.shape),
          wideKeys,
        )
      : graph.cumulativeSum(wideKeys, 1);
  const last = graph.slice(sums, 1, tokens - 1, tokens);
  layer.present('normaliser', graph.reshape(last, [batch, heads, keyDim]));
  const product = graph.multiply(graph.cast(queries, 'fp32'), sums);
  return graph.cast(graph.sum(split(layer, product, keyDim), -1, true), layer.dtype);
}
