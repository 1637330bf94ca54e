import type { Mamba2Mixer } from '../mixers/mamba2';
import { readAttention, readAttentionBias, refuseComputed } from './decoder';
import { decoderFamily, gatedMlp } from './decoder-family';
import type { Fields } from './fields';

/** Falcon-H1 (transformers, `FalconH1Config`): attention and Mamba-2 side by side in every block. */
export const falconH1 = decoderFamily({
  id: 'falcon_h1',
  title: 'Falcon-H1',
  modelTypes: ['falcon_h1'],
  architectures: ['FalconH1'],
  sizes: { hidden: 4096, vocabulary: 128_000, layers: 32 },
  list: false,
  check: (fields) => refuseComputed(fields, 'FalconH1Config', ['layer_types', 'layers_block_type']),
  mixers: {
    hybrid: (fields, hiddenSize) => ({
      kind: 'parallel',
      parts: [
        {
          kind: 'full',
          ...readAttention(fields, hiddenSize, {
            queryHeads: 32,
            keyValueHeads: 8,
            nullable: ['num_key_value_heads'],
          }),
          ...readAttentionBias(fields),
        },
        readFalconMamba(fields, hiddenSize),
      ],
    }),
  },
  feedForward: gatedMlp(14_336, 'mlp_bias'),
});

/** The inner width is `mamba_d_ssm`; only where that is null is it `mamba_expand` × hidden size. */
function readFalconMamba(fields: Fields, hiddenSize: number): Mamba2Mixer {
  const innerDim =
    fields.node('mamba_d_ssm') === undefined || fields.has('mamba_d_ssm')
      ? fields.count('mamba_d_ssm', 1024)
      : fields.count('mamba_expand', 2) * hiddenSize;
  const heads = fields.count('mamba_n_heads', 128);
  const automatic = fields.node('mamba_d_head') === undefined || fields.text('mamba_d_head') === 'auto';
  const headDim = automatic ? Math.max(1, Math.floor(innerDim / heads)) : fields.count('mamba_d_head');
  if (heads * headDim !== innerDim) {
    fields.report(
      'conflict',
      automatic ? 'mamba_n_heads' : 'mamba_d_head',
      `\`mamba_n_heads\` (${heads}) heads of ${headDim} do not make up the inner width of ${innerDim}.`,
    );
  }
  return {
    kind: 'mamba2',
    heads,
    headDim,
    stateDim: fields.count('mamba_d_state', 256),
    groups: fields.count('mamba_n_groups', 1),
    convKernel: fields.count('mamba_d_conv', 4),
    convBias: fields.flag('mamba_conv_bias', true),
    projectionBias: fields.flag('mamba_proj_bias', false),
    outputBias: fields.flag('projectors_bias', false),
    gatedNorm: fields.flag('mamba_rms_norm', false),
  };
}
