/** More models of flash-linear-attention (fla/models/*, fla/layers/*): KDA, slots, and retention by the library's keys. */
import type { GatedLinearMixer } from '../mixers/gated-linear';
import type { Mixer } from '../mixers/registry';
import type { Fields } from './fields';
import { family, readFeedForward, readValueDim, readWidths, shortConvolution } from './fla';

/** Kimi Delta Attention (fla/layers/kda.py): as in Kimi Linear, with a bias in the gate and values of any width. */
function readKda(fields: Fields, hiddenSize: number): Mixer {
  const heads = fields.count('num_heads', 16);
  const valueHeads = fields.optionalCount('num_v_heads') ?? heads;
  const headDim = fields.count('head_dim', 128);
  const valueDim = readValueDim(fields, headDim, 1);
  if (valueHeads > heads && valueHeads % heads !== 0) {
    fields.report(
      'conflict',
      'num_v_heads',
      `\`num_v_heads\` (${valueHeads}) is not a multiple of \`num_heads\` (${heads}).`,
    );
  }
  const convolution = shortConvolution(fields, true, 2 * heads * headDim + valueHeads * valueDim);
  if (convolution && valueHeads === heads && valueDim === headDim) {
    return { kind: 'kda', heads, headDim, convKernel: convolution.kernel, gateBias: true };
  }
  const [key, value, decay] = [heads * headDim, valueHeads * valueDim, valueHeads * headDim];
  return {
    kind: 'gated-linear',
    form: 'kda',
    heads: valueHeads,
    keyDim: headDim,
    valueDim,
    ...(convolution && { convolution }),
    // q, k, v, convolutions; decay through a low rank with dt_bias and A_log; beta; gate with a bias; norm; output.
    weights:
      hiddenSize * (2 * key + value) +
      (convolution ? convolution.channels * convolution.kernel : 0) +
      (hiddenSize * valueDim + valueDim * decay + decay + valueHeads) +
      hiddenSize * valueHeads +
      (hiddenSize * valueDim + valueDim * value + value) +
      valueDim +
      value * hiddenSize,
  };
}

export const kda = family('kda', 'Kimi Delta Attention (flash-linear-attention)', readKda);

/** Gated Slot Attention (fla/layers/gsa.py): keys and values are each kept in a few slots per head. */
function readGsa(fields: Fields, hiddenSize: number): GatedLinearMixer {
  const { heads, key, value } = readWidths(fields, hiddenSize, 'gsa');
  const keyValueHeads = fields.optionalCount('num_kv_heads') ?? heads;
  const groups = heads / keyValueHeads;
  const [keys, values] = [Math.floor(key / groups), Math.floor(value / groups)];
  const slots = fields.optionalCount('num_slots') ?? omittedSlots(fields, key / heads);
  const convolution = shortConvolution(fields, false, key + keys + values);
  return {
    kind: 'gated-linear',
    form: 'gsa',
    heads,
    keyDim: slots,
    valueDim: (key + value) / heads,
    ...(convolution && { convolution }),
    // q, k, v, forget gate of the slots, a norm over the width, output.
    weights:
      hiddenSize * (key + keys + values) +
      hiddenSize * keyValueHeads * slots +
      hiddenSize +
      value * hiddenSize +
      (convolution ? convolution.channels * convolution.kernel : 0),
  };
}

/** 64 where the key is left out; as many as a key is wide where it is null. */
function omittedSlots(fields: Fields, keyDim: number): number {
  return fields.node('num_slots') === undefined ? 64 : keyDim;
}

/** `GSAConfig` misspells its own `expand_k` and `expand_v`; the layer reads what the config holds under those names. */
export const gsa = family('gsa', 'Gated Slot Attention', readGsa, {
  aliases: { expand_k: ['exapnd_k'], expand_v: ['exapnd_v'] },
});

/** RetNet by fla's keys, under the name that the ports of torchscale bear as well (fla/layers/multiscale_retention.py). */
export const retnetFla = family(
  'retnet',
  'RetNet (flash-linear-attention)',
  (fields, hiddenSize) => {
    const { heads, key, value } = readWidths(fields, hiddenSize, 'retnet');
    if (key / heads > 256) {
      fields.report(
        'range',
        'num_heads',
        `Keys are ${key / heads} wide; the library's rotary positions end at 256.`,
      );
    }
    return {
      kind: 'retention',
      heads,
      keyDim: key / heads,
      valueDim: value / heads,
      normWeights: value / heads,
    };
  },
  {
    feedForward: (fields, _layerCount, hiddenSize) => readFeedForward(fields, hiddenSize, true, 2),
    extras: (fields) => {
      const plain =
        !fields.has('num_kv_heads') &&
        fields.flag('use_output_gate', true) &&
        !fields.flag('use_short_conv', false);
      return plain
        ? {}
        : { inexact: 'counted with an output gate, as many key as query heads and no short convolutions' };
    },
  },
);
