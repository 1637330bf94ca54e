import type { Mixer, MixerKind } from '../../../../src/core/mixers/registry';
import { tensor } from '../support/tensor';
import { attentionReference } from './attention';
import { blockSparseReference } from './block-sparse';
import { dsaReference, mlaReference } from './latent';
import {
  convolve,
  head,
  joined,
  linear,
  rms,
  rope,
  sigmoid,
  silu,
  softmax,
  softplus,
  unit,
  type Reference,
  type Vector,
} from './math';
import { Memory } from './recurrence';

type MixerOf<K extends MixerKind> = Extract<Mixer, { kind: K }>;

const gatedDeltanet: Reference<MixerOf<'gated-deltanet'>> = (mixer, weights, tokens) => {
  const { keyHeads, valueHeads, keyDim, valueDim } = mixer;
  const [keyWidth, valueWidth] = [keyHeads * keyDim, valueHeads * valueDim];
  const projected = tokens.map((x) => linear(x, weights, 'in_qkvz'));
  const { outputs: mixed, state: conv } = convolve(
    projected.map((y) => y.slice(0, 2 * keyWidth + valueWidth)),
    weights,
    { activation: silu },
  );
  const memory = new Memory(valueHeads, keyDim, valueDim);
  const outputs = tokens.map((x, token) => {
    const ba = linear(x, weights, 'in_ba');
    const y = mixed[token]!;
    const z = projected[token]!.slice(2 * keyWidth + valueWidth);
    const heads = Array.from({ length: valueHeads }, (_, at) => {
      const shared = Math.floor(at / (valueHeads / keyHeads));
      const rate = Math.exp(weights('a_log').data[at]!);
      const step = softplus(ba[valueHeads + at]! + weights('dt_bias').data[at]!);
      const output = memory.step(at, {
        query: unit(head(y, shared, keyDim)).map((value) => value / Math.sqrt(keyDim)),
        key: unit(head(y.slice(keyWidth), shared, keyDim)),
        value: head(y.slice(2 * keyWidth), at, valueDim),
        decay: new Float64Array(keyDim).fill(Math.exp(-rate * step)),
        beta: sigmoid(ba[at]!),
      });
      const gate = head(z, at, valueDim);
      return rms(output, weights('norm').data).map((value, index) => value * silu(gate[index]!));
    });
    return linear(joined(heads), weights, 'out');
  });
  return { outputs, states: { conv, recurrent: memory.state } };
};

const kda: Reference<MixerOf<'kda'>> = (mixer, weights, tokens) => {
  const { heads, headDim } = mixer;
  const width = heads * headDim;
  const { outputs: mixed, state: conv } = convolve(
    tokens.map((x) => linear(x, weights, 'qkv')),
    weights,
    { activation: silu },
  );
  const memory = new Memory(heads, headDim, headDim);
  const outputs = tokens.map((x, token) => {
    const low = linear(linear(x, weights, 'decay_a'), weights, 'decay_b');
    const beta = linear(x, weights, 'beta');
    const gate = mixer.fullRankGate
      ? linear(x, weights, 'gate')
      : linear(linear(x, weights, 'gate_a'), weights, 'gate_b');
    const y = mixed[token]!;
    const parts = Array.from({ length: heads }, (_, at) => {
      const rate = Math.exp(weights('a_log').data[at]!);
      const steps = head(low, at, headDim).map((value, index) =>
        softplus(value + weights('dt_bias').data[at * headDim + index]!),
      );
      const output = memory.step(at, {
        query: unit(head(y, at, headDim)).map((value) => value / Math.sqrt(headDim)),
        key: unit(head(y.slice(width), at, headDim)),
        value: head(y.slice(2 * width), at, headDim),
        decay: steps.map((step) => Math.exp(-rate * step)),
        beta: sigmoid(beta[at]!),
      });
      return rms(output, weights('norm').data).map(
        (value, index) => value * sigmoid(gate[at * headDim + index]!),
      );
    });
    return linear(joined(parts), weights, 'out');
  });
  return { outputs, states: { conv, recurrent: memory.state } };
};

const lightning: Reference<MixerOf<'lightning'>> = ({ heads, headDim }, weights, tokens) => {
  const width = heads * headDim;
  const memory = new Memory(heads, headDim, headDim);
  const outputs = tokens.map((x) => {
    const qkv = linear(x, weights, 'qkv').map(silu);
    const gate = linear(x, weights, 'gate');
    const mixed = Array.from({ length: heads }, (_, at) =>
      memory.step(at, {
        query: head(qkv, at, headDim),
        key: head(qkv.slice(width), at, headDim),
        value: head(qkv.slice(2 * width), at, headDim),
        decay: new Float64Array(headDim).fill(Math.exp(-(2 ** ((-8 * (at + 1)) / heads)))),
      }),
    );
    const normalised = rms(joined(mixed), weights('norm').data);
    return linear(
      normalised.map((value, index) => value * sigmoid(gate[index]!)),
      weights,
      'out',
    );
  });
  return { outputs, states: { recurrent: memory.state } };
};

/** elu(x) + 1. */
const feature = (x: Vector): Vector => x.map((value) => (value > 0 ? value + 1 : Math.exp(value)));

const retention: Reference<MixerOf<'retention'>> = (mixer, weights, tokens) => {
  const { heads, keyDim, valueDim } = mixer;
  const memory = new Memory(heads, keyDim, valueDim);
  const outputs = tokens.map((x, position) => {
    const query = linear(x, weights, 'q');
    const key = linear(x, weights, 'k');
    const value = linear(x, weights, 'v');
    const gate = linear(x, weights, 'gate');
    const parts = Array.from({ length: heads }, (_, at) => {
      const output = memory.step(at, {
        query: rope(head(query, at, keyDim), position).map((part) => part / Math.sqrt(keyDim)),
        key: rope(head(key, at, keyDim), position),
        value: head(value, at, valueDim),
        decay: new Float64Array(keyDim).fill(1 - 1 / 2 ** (5 + at)),
      });
      const weight = mixer.normWeights > 0 ? weights('norm').data : new Float64Array(valueDim).fill(1);
      return rms(output, weight).map((part, index) => part * silu(gate[at * valueDim + index]!));
    });
    return linear(joined(parts), weights, 'out');
  });
  return { outputs, states: { recurrent: memory.state } };
};

const linearAttention: Reference<MixerOf<'linear'>> = (mixer, weights, tokens) => {
  const { heads, keyDim, valueDim, bias } = mixer;
  const memory = new Memory(heads, keyDim, valueDim);
  const sums = tensor([1, heads, keyDim]);
  const outputs = tokens.map((x) => {
    const query = feature(linear(x, weights, 'q', bias));
    const key = feature(linear(x, weights, 'k', bias));
    const value = linear(x, weights, 'v', bias);
    key.forEach((part, index) => (sums.data[index]! += part));
    const parts = Array.from({ length: heads }, (_, at) => {
      const own = head(query, at, keyDim);
      const output = memory.step(at, {
        query: own,
        key: head(key, at, keyDim),
        value: head(value, at, valueDim),
        decay: new Float64Array(keyDim).fill(1),
      });
      const total = own.reduce((sum, part, index) => sum + part * sums.data[at * keyDim + index]!, 0);
      return output.map((part) => part / total);
    });
    return linear(joined(parts), weights, 'out', bias);
  });
  return { outputs, states: { recurrent: memory.state, normaliser: sums } };
};

const mamba2: Reference<MixerOf<'mamba2'>> = (mixer, weights, tokens) => {
  const { heads, headDim, stateDim, groups } = mixer;
  const [inner, shared] = [heads * headDim, groups * stateDim];
  const projected = tokens.map((x) => linear(x, weights, 'in', mixer.projectionBias));
  const { outputs: mixed, state: conv } = convolve(
    projected.map((y) => y.slice(inner, 2 * inner + 2 * shared)),
    weights,
    { bias: mixer.convBias, activation: silu },
  );
  const memory = new Memory(heads, stateDim, headDim);
  const outputs = tokens.map((_, token) => {
    const y = mixed[token]!;
    const rawStep = projected[token]!.slice(2 * inner + 2 * shared);
    const parts = Array.from({ length: heads }, (_, at) => {
      const group = Math.floor(at / (heads / groups));
      const step = softplus(rawStep[at]! + weights('dt_bias').data[at]!);
      const decay = Math.exp(-Math.exp(weights('a_log').data[at]!) * step);
      const input = head(y, at, headDim);
      const output = memory.step(at, {
        query: head(y.slice(inner + shared), group, stateDim),
        key: head(y.slice(inner), group, stateDim),
        value: input.map((value) => value * step),
        decay: new Float64Array(stateDim).fill(decay),
      });
      return output.map((value, index) => value + weights('d').data[at]! * input[index]!);
    });
    const gated = joined(parts).map((value, index) => value * silu(projected[token]![index]!));
    const normalised = mixer.gatedNorm ? rms(gated, weights('norm').data) : gated;
    return linear(normalised, weights, 'out', mixer.projectionBias);
  });
  return { outputs, states: { conv, recurrent: memory.state } };
};

const mamba1: Reference<MixerOf<'mamba1'>> = (mixer, weights, tokens) => {
  const { innerDim, stateDim, timeStepRank } = mixer;
  const projected = tokens.map((x) => linear(x, weights, 'in', mixer.projectionBias));
  const { outputs: mixed, state: conv } = convolve(
    projected.map((y) => y.slice(0, innerDim)),
    weights,
    { bias: mixer.convBias, activation: silu },
  );
  const recurrent = tensor([1, innerDim, stateDim, 1]);
  const outputs = tokens.map((_, token) => {
    const u = mixed[token]!;
    const selected = linear(u, weights, 'x');
    let [rawStep, b, c]: [Vector, Vector, Vector] = [
      selected.slice(0, timeStepRank),
      selected.slice(timeStepRank, timeStepRank + stateDim),
      selected.slice(timeStepRank + stateDim),
    ];
    if (mixer.innerNorms) {
      rawStep = rms(rawStep, weights('dt_norm').data);
      b = rms(b, weights('b_norm').data);
      c = rms(c, weights('c_norm').data);
    }
    const steps = linear(rawStep, weights, 'dt', true).map(softplus);
    const y = u.map((value, channel) => {
      let sum = weights('d').data[channel]! * value;
      for (let index = 0; index < stateDim; index++) {
        const at = channel * stateDim + index;
        const decay = Math.exp(-Math.exp(weights('a_log').data[at]!) * steps[channel]!);
        recurrent.data[at] = recurrent.data[at]! * decay + steps[channel]! * b[index]! * value;
        sum += c[index]! * recurrent.data[at];
      }
      return sum * silu(projected[token]![innerDim + channel]!);
    });
    return linear(y, weights, 'out', mixer.projectionBias);
  });
  return { outputs, states: { conv, recurrent } };
};

const shortConv: Reference<MixerOf<'short-conv'>> = ({ channels, bias }, weights, tokens) => {
  const projected = tokens.map((x) => linear(x, weights, 'in', bias));
  const gated = projected.map((y) => y.slice(0, channels).map((b, at) => b * y[2 * channels + at]!));
  const { outputs: mixed, state: conv } = convolve(gated, weights, bias ? { bias } : {});
  const outputs = mixed.map((y, token) =>
    linear(
      y.map((value, at) => value * projected[token]![channels + at]!),
      weights,
      'out',
      bias,
    ),
  );
  return { outputs, states: { conv } };
};

/** 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))). */
const gelu = (x: number): number =>
  0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));

const rgLru: Reference<MixerOf<'rg-lru'>> = ({ width, blocks }, weights, tokens) => {
  const block = width / blocks;
  const { outputs: mixed, state: conv } = convolve(
    tokens.map((x) => linear(x, weights, 'x', true)),
    weights,
    { bias: true },
  );
  const recurrent = tensor([1, width]);
  const gate = (x: Vector, name: string): Vector =>
    x.map((_, column) => {
      const at = Math.floor(column / block);
      let sum = weights(`${name}_bias`).data[column]!;
      for (let row = 0; row < block; row++) {
        sum += x[at * block + row]! * weights(name).data[(at * block + row) * block + (column % block)]!;
      }
      return sigmoid(sum);
    });
  const outputs = tokens.map((token, position) => {
    const x = mixed[position]!;
    const inputGate = gate(x, 'input_gate');
    const recurrentGate = gate(x, 'recurrent_gate');
    const branch = linear(token, weights, 'y', true).map(gelu);
    const y = x.map((value, at) => {
      const logDecay = -8 * recurrentGate[at]! * softplus(weights('recurrent_param').data[at]!);
      const factor = position === 0 ? 1 : Math.sqrt(1 - Math.exp(2 * logDecay));
      recurrent.data[at] = Math.exp(logDecay) * recurrent.data[at]! + factor * inputGate[at]! * value;
      return recurrent.data[at] * branch[at]!;
    });
    return linear(y, weights, 'out', true);
  });
  return { outputs, states: { conv, recurrent } };
};

/** wkv by its definition: all tokens before, each with its own decay (RWKV, eq. 16). */
const rwkv: Reference<MixerOf<'rwkv'>> = ({ width }, weights, tokens) => {
  const hidden = tokens[0]!.length;
  const mixed = (token: number, name: string): Vector =>
    tokens[token]!.map((value, at) => {
      const share = weights(`mix_${name}`).data[at]!;
      return value * share + (tokens[token - 1]?.[at] ?? 0) * (1 - share);
    });
  const keys = tokens.map((_, token) => linear(mixed(token, 'k'), weights, 'k'));
  const values = tokens.map((_, token) => linear(mixed(token, 'v'), weights, 'v'));
  const decay = (at: number): number => Math.exp(weights('time_decay').data[at]!);
  const outputs = tokens.map((_, token) => {
    const receptance = linear(mixed(token, 'r'), weights, 'r').map(sigmoid);
    const y = receptance.map((gate, at) => {
      const exponents = keys
        .slice(0, token + 1)
        .map((key, past) =>
          past === token
            ? key[at]! + weights('time_first').data[at]!
            : key[at]! - (token - 1 - past) * decay(at),
        );
      const shares = softmax(exponents);
      return gate * shares.reduce((sum, share, past) => sum + share * values[past]![at]!, 0);
    });
    return linear(y, weights, 'out');
  });
  const [maximum, numerator, denominator] = [tensor([1, width]), tensor([1, width]), tensor([1, width])];
  for (let at = 0; at < width; at++) {
    const exponents = keys.map((key, past) => key[at]! - (tokens.length - 1 - past) * decay(at));
    maximum.data[at] = Math.max(...exponents);
    exponents.forEach((exponent, past) => {
      const weight = Math.exp(exponent - maximum.data[at]!);
      numerator.data[at]! += weight * values[past]![at]!;
      denominator.data[at]! += weight;
    });
  }
  const last = tensor([1, hidden], tokens.at(-1));
  return { outputs, states: { time_mix_input: last, maximum, numerator, denominator } };
};

const parallel: Reference<MixerOf<'parallel'>> = ({ parts }, weights, tokens) => {
  const results = parts.map((part, index) =>
    referenceOf(part)(part, (name) => weights(`${index}_${name}`), tokens),
  );
  const outputs = tokens.map((_, token) =>
    results
      .map(({ outputs: own }) => own[token]!)
      .reduce((sum, own) => sum.map((value, at) => value + own[at]!)),
  );
  const states = results.flatMap(({ states: own }, index) =>
    Object.entries(own).map(([name, state]) => [`${index}_${name}`, state] as const),
  );
  return { outputs, states: Object.fromEntries(states) };
};

/** A reference for every kind of mixer that can be benchmarked. */
export const references: { readonly [K in MixerKind]?: Reference<MixerOf<K>> } = {
  full: attentionReference(() => 0),
  sliding: attentionReference(({ windowTokens }, token) => token - windowTokens + 1),
  chunked: attentionReference(({ chunkTokens }, token) => token - (token % chunkTokens)),
  mla: mlaReference,
  dsa: dsaReference,
  linear: linearAttention,
  lightning,
  retention,
  'gated-deltanet': gatedDeltanet,
  kda,
  mamba1,
  mamba2,
  'block-sparse': blockSparseReference,
  'short-conv': shortConv,
  'rg-lru': rgLru,
  rwkv,
  parallel,
};

export function referenceOf(mixer: Mixer): Reference<Mixer> {
  const reference = references[mixer.kind];
  if (!reference) throw new Error(`no reference of ${mixer.kind}`);
  return reference as Reference<Mixer>;
}
