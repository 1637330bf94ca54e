import type { RwkvMixer } from '../../core/mixers/rwkv';
import { product, type Value } from '../onnx/graph';
import { batch, type Layer, type MixerGraph } from './layer';
import { project, vector } from './operators';

/** After transformers' `RwkvSelfAttention` (time mixing). Channel mixing belongs to the feed-forward. */
export const rwkv: MixerGraph<RwkvMixer> = {
  build(layer, { width }, x) {
    const { graph, hiddenSize } = layer;
    const before = lastInputs(layer, x);
    const mix = (name: string): Value => {
      const share = vector(layer, `mix_${name}`, hiddenSize, 'bias');
      // x · m + last · (1 − m)
      return graph.add(before, graph.multiply(graph.subtract(x, before), share));
    };
    const keys = project(layer, mix('k'), 'k', width);
    const values = project(layer, mix('v'), 'v', width);
    const receptance = graph.sigmoid(project(layer, mix('r'), 'r', width));
    const weighted = weightedValues(layer, width, keys, values);
    return project(layer, graph.multiply(receptance, weighted), 'out', hiddenSize);
  },
  cachedTokens: () => 0,
  workspaceBytes: ({ width }, tokens) => 16 * tokens * width * 4,
};

/** Every token's predecessor: [1, T, hidden]. */
function lastInputs(layer: Layer, x: Value): Value {
  const { graph, tokens, phase, hiddenSize, dtype } = layer;
  const first =
    phase === 'decode'
      ? graph.reshape(layer.past('time_mix_input', [batch, hiddenSize], dtype), [batch, 1, hiddenSize])
      : graph.constant(dtype, [batch, 1, hiddenSize], new Float32Array(hiddenSize));
  layer.present('time_mix_input', graph.reshape(graph.slice(x, 1, tokens - 1, tokens), [batch, hiddenSize]));
  return tokens === 1 ? first : graph.concat([first, graph.slice(x, 1, 0, tokens - 1)], 1);
}

/**
 * Sums over the past as (maximum, numerator, denominator): Σ exp(k − m) v and Σ exp(k − m), so that no exponential
 * overflows. [1, T, width] each, in single precision.
 */
interface Sums {
  readonly maximum: Value;
  readonly numerator: Value;
  readonly denominator: Value;
}

const nothing = -1e30;

/** Σ over the past with decay and, with a bonus, the token itself: wkv of the RWKV-4 paper (eq. 16). */
function weightedValues(layer: Layer, width: number, keys: Value, values: Value): Value {
  const { graph, tokens, phase, dtype } = layer;
  const wide = (x: Value): Value => graph.cast(x, 'fp32');
  const decay = graph.negate(graph.exp(wide(vector(layer, 'time_decay', width, 'decay'))));
  const bonus = wide(vector(layer, 'time_first', width, 'decay'));
  const [k, v] = [wide(keys), wide(values)];
  const own: Sums = {
    maximum: k,
    numerator: v,
    denominator: graph.constant('fp32', [batch, tokens, width], new Float32Array(tokens * width).fill(1)),
  };
  let before: Sums;
  let after: Sums;
  if (phase === 'decode') {
    const past = (name: string): Value =>
      graph.reshape(layer.past(name, [batch, width], 'fp32'), [batch, 1, width]);
    before = {
      maximum: past('maximum'),
      numerator: past('numerator'),
      denominator: past('denominator'),
    };
    after = join(layer, later(layer, before, decay), own);
  } else {
    after = scanSums(layer, own, decay);
    before = shifted(layer, after, 1);
  }
  for (const name of ['maximum', 'numerator', 'denominator'] as const) {
    layer.present(name, graph.reshape(graph.slice(after[name], 1, tokens - 1, tokens), [batch, width]));
  }
  const all = join(layer, before, { ...own, maximum: graph.add(k, bonus) });
  return graph.cast(graph.divide(all.numerator, all.denominator), dtype);
}

/** Sums as they count after more tokens: only the maximum falls. */
function later({ graph }: Layer, sums: Sums, decay: Value): Sums {
  return { ...sums, maximum: graph.add(sums.maximum, decay) };
}

function join({ graph }: Layer, a: Sums, b: Sums): Sums {
  const maximum = graph.maximum(a.maximum, b.maximum);
  const left = graph.exp(graph.subtract(a.maximum, maximum));
  const right = graph.exp(graph.subtract(b.maximum, maximum));
  const both = (x: Value, y: Value): Value => graph.add(graph.multiply(left, x), graph.multiply(right, y));
  return {
    maximum,
    numerator: both(a.numerator, b.numerator),
    denominator: both(a.denominator, b.denominator),
  };
}

/** Sums up to and with each token, by doubling reach (Hillis and Steele 1986). */
function scanSums(layer: Layer, own: Sums, decay: Value): Sums {
  let sums = own;
  for (let reach = 1; reach < layer.tokens; reach *= 2) {
    const earlier = shifted(layer, sums, reach);
    sums = join(layer, later(layer, earlier, layer.graph.scale(decay, reach)), sums);
  }
  return sums;
}

/** Sums of the token `by` places before; nothing where there is none. */
function shifted({ graph, tokens }: Layer, sums: Sums, by: number): Sums {
  const shift = (x: Value, fill: number): Value => {
    const shape = [batch, by, x.shape[2]!];
    const edge = graph.constant('fp32', shape, new Float32Array(product(shape)).fill(fill));
    return by >= tokens ? edge : graph.concat([edge, graph.slice(x, 1, 0, tokens - by)], 1);
  };
  return {
    maximum: shift(sums.maximum, nothing),
    numerator: shift(sums.numerator, 0),
    denominator: shift(sums.denominator, 0),
  };
}
