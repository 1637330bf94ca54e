import type { LightningMixer } from '../../core/mixers/lightning';
import { batch, type MixerGraph } from './layer';
import { project, rmsNorm, vector } from './operators';
import { recur } from './recurrence';

/** After transformers' `MiniMaxLightningAttention`; weights of q, k and v lie side by side instead of by head. */
export const lightning: MixerGraph<LightningMixer> = {
  build(layer, { heads, headDim }, x) {
    const { graph, tokens } = layer;
    const width = heads * headDim;
    const [q, k, v] = graph.split(graph.silu(project(layer, x, 'qkv', 3 * width)), [width, width, width]);
    layer.remark('decay as in the first layer; later layers have smaller ones, and the same work');
    const slopes = graph.constant(
      layer.dtype,
      [1, 1, heads],
      decaySlopes(heads).map((slope) => -slope),
    );
    const mixed = recur(layer, {
      queries: q!,
      keys: k!,
      values: v!,
      decay: graph.expand(slopes, [batch, tokens, heads]),
      keyHeads: heads,
      valueHeads: heads,
      keyDim: headDim,
      valueDim: headDim,
      scale: 1,
    });
    const normalised = rmsNorm(layer, mixed, vector(layer, 'norm', width, 'norm'));
    const gate = graph.sigmoid(project(layer, x, 'gate', width));
    return project(layer, graph.multiply(normalised, gate), 'out', layer.hiddenSize);
  },
  cachedTokens: () => 0,
};

/** Decay of each head as in the first layer: 2^(−8 (h + 1) ÷ heads). Later layers have smaller ones. */
export function decaySlopes(heads: number): number[] {
  return Array.from({ length: heads }, (_, head) => 2 ** ((-8 * (head + 1)) / heads));
}
