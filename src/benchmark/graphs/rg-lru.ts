import type { RgLruMixer } from '../../core/mixers/rg-lru';
import type { Value } from '../onnx/graph';
import { batch, type Layer, type MixerGraph } from './layer';
import { causalConvolution, project, vector } from './operators';
import { scan } from './scan';

/** After transformers' `RecurrentGemmaRecurrentBlock`. The first token of a sequence is not scaled. */
export const rgLru: MixerGraph<RgLruMixer> = {
  build(layer, mixer, x) {
    const { graph } = layer;
    const { width, convKernel } = mixer;
    const branch = graph.gelu(project(layer, x, 'y', width, true));
    const input = project(layer, x, 'x', width, true);
    const mixed = causalConvolution(layer, input, { kernel: convKernel, bias: true });
    const recurrent = recurrentUnit(layer, mixer, mixed);
    return project(layer, graph.multiply(recurrent, branch), 'out', layer.hiddenSize, true);
  },
  cachedTokens: () => 0,
  workspaceBytes: ({ width }, tokens) => 8 * tokens * width * 4,
};

/** h ← a h + √(1 − a²) (i · x) with a = exp(−8 · softplus(p) · r); i, r: gates. In single precision. */
function recurrentUnit(layer: Layer, mixer: RgLruMixer, x: Value): Value {
  const { graph, tokens, phase, dtype } = layer;
  const { width } = mixer;
  const wide = graph.cast(x, 'fp32');
  const inputGate = graph.cast(blockGate(layer, mixer, x, 'input_gate'), 'fp32');
  const recurrentGate = graph.cast(blockGate(layer, mixer, x, 'recurrent_gate'), 'fp32');
  const rate = graph.scale(
    graph.softplus(graph.cast(vector(layer, 'recurrent_param', width, 'decay'), 'fp32')),
    -8,
  );
  const logDecay = graph.multiply(recurrentGate, rate);
  const decay = graph.exp(logDecay);
  const squared = graph.exp(graph.scale(logDecay, 2));
  const factor = graph.sqrt(graph.shift(graph.negate(squared), 1));
  const gated = graph.multiply(wide, inputGate);
  if (phase === 'decode') {
    const past = graph.reshape(layer.past('recurrent', [batch, width], 'fp32'), [batch, 1, width]);
    const state = graph.add(graph.multiply(decay, past), graph.multiply(gated, factor));
    layer.present('recurrent', graph.reshape(state, [batch, width]));
    return graph.cast(state, dtype);
  }
  const scaled = graph.multiply(graph.slice(gated, 1, 1, tokens), graph.slice(factor, 1, 1, tokens));
  const added = tokens === 1 ? gated : graph.concat([graph.slice(gated, 1, 0, 1), scaled], 1);
  const states = scan(layer, decay, added);
  layer.present('recurrent', graph.reshape(graph.slice(states, 1, tokens - 1, tokens), [batch, width]));
  return graph.cast(states, dtype);
}

/** σ(x · W + b) with W block-diagonal: [blocks, width ÷ blocks, width ÷ blocks]. */
function blockGate(layer: Layer, { width, blocks }: RgLruMixer, x: Value, name: string): Value {
  const { graph, tokens } = layer;
  const block = width / blocks;
  const byBlock = graph.transpose(graph.reshape(x, [tokens, blocks, block]), [1, 0, 2]);
  const bias = graph.reshape(vector(layer, `${name}_bias`, width, 'bias'), [blocks, 1, block]);
  const y = graph.add(graph.matmul(byBlock, layer.weight(name, [blocks, block, block], 'matrix')), bias);
  return graph.sigmoid(graph.reshape(graph.transpose(y, [1, 0, 2]), [batch, tokens, width]));
}
