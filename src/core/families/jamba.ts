import type { Mamba1Mixer } from '../mixers/mamba1';
import { readMoe, refuseComputed } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward } from './decoder-family';
import type { Fields } from './fields';
import { readTimeStepRank } from './mamba';

/** Jamba (transformers, `JambaConfig`): Mamba with attention once a period, experts in every other layer. */
export const jamba = decoderFamily({
  id: 'jamba',
  title: 'Jamba',
  modelTypes: ['jamba'],
  architectures: ['Jamba'],
  aliases: { num_experts: ['num_local_experts', 'num_experts'] },
  publishedRatio: {
    ratio: '7:1',
    source: 'Jamba: A Hybrid Transformer-Mamba Language Model (2024)',
  },
  rotaryShare: 0,
  sizes: { hidden: 4096, vocabulary: 65_536, layers: 32 },
  attention: { queryHeads: 32, keyValueHeads: 8 },
  mixers: { linear_attention: readJambaMamba },
  list: false,
  check: (fields) => refuseComputed(fields, 'JambaConfig', ['layer_types', 'layers_block_type']),
  pattern: (fields) => {
    const isAttention = readPeriod(fields, 'attn_layer', 8, 4);
    return {
      type: (index) => (isAttention(index) ? 'full_attention' : 'linear_attention'),
      decidedBy: 'attn_layer_period',
    };
  },
  feedForward: mixedFeedForward({
    sparse: (fields) => {
      const inPeriod = readPeriod(fields, 'expert_layer', 2, 1);
      const several = fields.silent().count('num_experts', 16, 0) > 1;
      return (index) => several && inPeriod(index);
    },
    moe: (fields) =>
      readMoe(fields, {
        experts: ['num_experts', 16],
        expertsPerToken: ['num_experts_per_tok', 2],
        expertWidth: ['intermediate_size', 14_336],
      }),
    dense: gatedMlp(14_336),
  }),
});

/** Layers at an offset in a period; an offset that no layer can have is refused. */
function readPeriod(
  fields: Fields,
  prefix: string,
  period: number,
  offset: number,
): (index: number) => boolean {
  const length = fields.count(`${prefix}_period`, period);
  const place = fields.count(`${prefix}_offset`, offset, 0);
  if (place >= length) {
    fields.report(
      'conflict',
      `${prefix}_offset`,
      `\`${prefix}_offset\` (${place}) must be smaller than \`${prefix}_period\` (${length}).`,
    );
  }
  return (index) => index % length === place;
}

function readJambaMamba(fields: Fields, hiddenSize: number): Mamba1Mixer {
  return {
    kind: 'mamba1',
    innerDim: fields.count('mamba_expand', 2) * hiddenSize,
    stateDim: fields.count('mamba_d_state', 16),
    timeStepRank: readTimeStepRank(fields, 'mamba_dt_rank', hiddenSize),
    convKernel: fields.count('mamba_d_conv', 4),
    convBias: fields.flag('mamba_conv_bias', true),
    projectionBias: fields.flag('mamba_proj_bias', false),
    innerNorms: true,
  };
}
