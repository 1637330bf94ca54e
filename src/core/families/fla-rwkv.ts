/** RWKV-6 and RWKV-7 as flash-linear-attention builds them (fla/models/rwkv6, rwkv7; fla/layers/rwkv6.py, rwkv7.py). */
import type { FeedForward } from '../feedforward/feedforward';
import type { Mixer } from '../mixers/registry';
import { dense } from './decoder';
import type { DecoderFacts } from './decoder-family';
import type { Fields } from './fields';
import { family, readWidths } from './fla';

/** LayerNorms, with a bias unless said; one more in front of the first block. */
const norms: NonNullable<DecoderFacts['extras']> = (fields, hiddenSize) => {
  const norm = (fields.flag('norm_bias', true) ? 2 : 1) * hiddenSize;
  return {
    blockParameters: () => 2 * norm,
    finalNormParameters: norm,
    ...(fields.flag('norm_first', true) && { parts: [{ name: 'norm on the embedding', parameters: norm }] }),
  };
};

/** `hidden_ratio` of the width, up to a multiple of 32, and no gate. */
function channelMixing(
  fields: Fields,
  hiddenSize: number,
  ratio: number,
  extraParameters: number,
): FeedForward {
  const width =
    fields.optionalCount('intermediate_size') ??
    32 * Math.max(1, Math.ceil(Math.floor(hiddenSize * fields.number('hidden_ratio', ratio)) / 32));
  return dense(width, { gated: false, extraParameters });
}

function readRwkv6(fields: Fields, hiddenSize: number): Mixer {
  const { heads, key, value } = readWidths(fields, hiddenSize, 'rwkv6');
  const rank = fields.count('proj_low_rank_dim', 32);
  const decayRank = fields.count('gate_low_rank_dim', 64);
  return {
    kind: 'gated-linear',
    form: 'rwkv6',
    heads,
    keyDim: key / heads,
    valueDim: value / heads,
    lastInputs: hiddenSize,
    // Mixes with the last input through a low rank; r, k, v, gate; decay through a rank; bonus; norm; output.
    weights:
      2 * hiddenSize * 5 * rank +
      6 * hiddenSize +
      hiddenSize * (2 * key + 2 * value) +
      (hiddenSize * decayRank + decayRank * key + key) +
      key +
      2 * value +
      value * hiddenSize,
  };
}

export const rwkv6 = family('rwkv6', 'RWKV-6', readRwkv6, {
  rotaryShare: 0,
  // A receptance beside the two projections, and two mixes with the last input.
  feedForward: (fields, _layerCount, hiddenSize) =>
    channelMixing(fields, hiddenSize, 3.5, hiddenSize ** 2 + 2 * hiddenSize),
  extras: norms,
});

function readRwkv7(fields: Fields, hiddenSize: number): (index: number) => Mixer {
  const written = fields.node('head_dim') === undefined ? 64 : fields.optionalCount('head_dim');
  const headDim =
    written ?? Math.max(1, Math.floor(hiddenSize / fields.count('num_heads', Math.ceil(hiddenSize / 64))));
  const heads = Math.max(1, Math.floor(hiddenSize / headDim));
  const ranks = {
    decay: readRank(fields, 'decay_low_rank_dim', 64, 2.5 * Math.sqrt(hiddenSize) * (headDim / 64)),
    gate: readRank(fields, 'gate_low_rank_dim', 128, 5 * Math.sqrt(hiddenSize)),
    rate: readRank(fields, 'a_low_rank_dim', 64, 2.5 * Math.sqrt(hiddenSize) * (headDim / 64)),
    value: readRank(fields, 'v_low_rank_dim', 16, 1.7 * Math.sqrt(hiddenSize) * (headDim / 64)),
  };
  const widths = readValueWidths(fields, hiddenSize);
  return (index) => {
    const value = widths(index);
    const lowRank = (rank: number, width: number, bias = true) =>
      hiddenSize * rank + rank * width + (bias ? width : 0);
    return {
      kind: 'gated-linear',
      form: 'rwkv7',
      heads,
      keyDim: headDim,
      valueDim: Math.max(1, Math.floor(value / heads)),
      lastInputs: hiddenSize,
      // Six mixes with the last input, k_k, k_a and r_k; r, k; v, output; four low ranks, that of values not in the
      // first layer; norm with a bias.
      weights:
        8 * hiddenSize +
        heads * headDim +
        2 * hiddenSize ** 2 +
        2 * hiddenSize * value +
        lowRank(ranks.decay, hiddenSize) +
        lowRank(ranks.rate, hiddenSize) +
        lowRank(ranks.gate, value, false) +
        (index === 0 ? 0 : lowRank(ranks.value, value)) +
        2 * value,
    };
  };
}

/** Null: from the width, to the nearest multiple of 32. */
function readRank(fields: Fields, key: string, omitted: number, derived: number): number {
  if (fields.node(key) === undefined) return omitted;
  return fields.optionalCount(key) ?? Math.max(32, 32 * Math.round(derived / 32));
}

/** `value_dim`: null for the hidden size, one width, or one per layer. */
function readValueWidths(fields: Fields, hiddenSize: number): (index: number) => number {
  const key = 'value_dim';
  const layerCount = fields.silent().layerCount('num_hidden_layers', 24);
  const isList = fields.node(key)?.type === 'array';
  const list = isList ? fields.integers(key) : undefined;
  const width = isList ? undefined : fields.optionalCount(key);
  if (list && list.length !== layerCount) {
    fields.report('conflict', key, `\`${key}\` has ${list.length} entries for ${layerCount} layers.`);
  }
  const wrong = (list ?? [width ?? hiddenSize]).find(
    (value) => value < hiddenSize || value % hiddenSize !== 0,
  );
  if (wrong !== undefined) {
    fields.report(
      'conflict',
      key,
      `\`${key}\` (${wrong}) is not a multiple of \`hidden_size\` (${hiddenSize}).`,
    );
  }
  return (index) => Math.max(1, list?.[index] ?? width ?? hiddenSize);
}

export const rwkv7 = family('rwkv7', 'RWKV-7', readRwkv7, {
  rotaryShare: 0,
  feedForward: (fields, _layerCount, hiddenSize) => channelMixing(fields, hiddenSize, 4, hiddenSize),
  extras: norms,
});
