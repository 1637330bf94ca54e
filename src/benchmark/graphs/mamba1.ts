import type { Mamba1Mixer } from '../../core/mixers/mamba1';
import type { Value } from '../onnx/graph';
import { batch, type Layer, type MixerGraph } from './layer';
import { causalConvolution, project, rmsNorm, vector } from './operators';
import { recur } from './recurrence';
import { scan } from './scan';

/** After transformers' `MambaMixer`, with Jamba's norms where the model has them. */
export const mamba1: MixerGraph<Mamba1Mixer> = {
  build(layer, mixer, x) {
    const { graph } = layer;
    const { innerDim, stateDim, timeStepRank, convKernel, convBias, projectionBias, innerNorms } = mixer;
    const [u, z] = graph.split(project(layer, x, 'in', 2 * innerDim, projectionBias), [innerDim, innerDim]);
    const mixed = causalConvolution(layer, u!, { kernel: convKernel, bias: convBias, activation: 'silu' });
    let [rawStep, b, c] = graph.split(project(layer, mixed, 'x', timeStepRank + 2 * stateDim), [
      timeStepRank,
      stateDim,
      stateDim,
    ]) as [Value, Value, Value];
    if (innerNorms) {
      rawStep = rmsNorm(layer, rawStep, vector(layer, 'dt_norm', timeStepRank, 'norm'));
      b = rmsNorm(layer, b, vector(layer, 'b_norm', stateDim, 'norm'));
      c = rmsNorm(layer, c, vector(layer, 'c_norm', stateDim, 'norm'));
    }
    const step = graph.softplus(project(layer, rawStep, 'dt', innerDim, true));
    const rate = graph.negate(graph.exp(layer.weight('a_log', [innerDim, stateDim], 'decay')));
    const selected: Selected = { u: mixed, step, rate, b, c };
    const scanned =
      layer.path === 'fused' && layer.phase === 'prefill'
        ? mapped(layer, mixer, selected)
        : plain(layer, mixer, selected);
    const y = graph.add(scanned, graph.multiply(mixed, vector(layer, 'd', innerDim, 'norm')));
    return project(layer, graph.multiply(y, graph.silu(z!)), 'out', layer.hiddenSize, projectionBias);
  },
  cachedTokens: () => 0,
  // Decays, inputs and states of every token, each once or twice.
  workspaceBytes: ({ innerDim, stateDim }, tokens, elementSize) =>
    6 * tokens * innerDim * stateDim * elementSize,
};

/** u, step (Δ): [1, T, channels]; rate (A): [channels, state]; b, c: [1, T, state]. */
interface Selected {
  readonly u: Value;
  readonly step: Value;
  readonly rate: Value;
  readonly b: Value;
  readonly c: Value;
}

/** As linear attention with a head per channel, whose values have width 1. B and C are repeated for every channel. */
function mapped(layer: Layer, { innerDim, stateDim }: Mamba1Mixer, { u, step, rate, b, c }: Selected): Value {
  const { graph, tokens } = layer;
  layer.leaveOut('a fused selective scan: mapped to LinearAttention with B and C repeated for every channel');
  const width = innerDim * stateDim;
  const wide = (x: Value): Value =>
    graph.reshape(
      graph.expand(graph.reshape(x, [batch, tokens, 1, stateDim]), [batch, tokens, innerDim, stateDim]),
      [batch, tokens, width],
    );
  const perChannel = graph.multiply(graph.reshape(step, [batch, tokens, innerDim, 1]), rate);
  return recur(layer, {
    queries: wide(c),
    keys: wide(b),
    values: graph.multiply(step, u),
    decay: graph.reshape(perChannel, [batch, tokens, width]),
    keyHeads: innerDim,
    valueHeads: innerDim,
    keyDim: stateDim,
    valueDim: 1,
    scale: 1,
  });
}

/** h ← exp(Δ A) h + Δ B u; y = C h. The state, [1, channels, state, 1], in single precision. */
function plain(layer: Layer, { innerDim, stateDim }: Mamba1Mixer, selected: Selected): Value {
  const { graph, tokens, phase, dtype } = layer;
  const wide = (x: Value, shape: number[]): Value => graph.reshape(graph.cast(x, 'fp32'), shape);
  const step = wide(selected.step, [batch, tokens, innerDim, 1]);
  const u = wide(selected.u, [batch, tokens, innerDim, 1]);
  const b = wide(selected.b, [batch, tokens, 1, stateDim]);
  const decay = graph.exp(graph.multiply(step, graph.cast(selected.rate, 'fp32')));
  const input = graph.multiply(graph.multiply(step, u), b);
  const stateShape = [batch, innerDim, stateDim, 1];
  const flat = [batch, tokens, innerDim * stateDim];
  const states =
    phase === 'decode'
      ? graph.add(
          graph.multiply(
            decay,
            graph.reshape(layer.past('recurrent', stateShape, 'fp32'), [batch, 1, innerDim, stateDim]),
          ),
          input,
        )
      : graph.reshape(scan(layer, graph.reshape(decay, flat), graph.reshape(input, flat)), decay.shape);
  layer.present('recurrent', graph.reshape(graph.slice(states, 1, tokens - 1, tokens), stateShape));
  const c = wide(selected.c, [batch, tokens, stateDim, 1]);
  const y = graph.matmul(states, c);
  return graph.cast(graph.reshape(y, [batch, tokens, innerDim]), dtype);
}
