import type { GatedDeltanetMixer } from '../mixers/gated-deltanet';
import { decoderFamily, gatedMlp } from './decoder-family';
import type { Fields } from './fields';
import { olmoAttention } from './olmo2';

/** OLMo Hybrid (transformers, `OlmoHybridConfig`): three Gated DeltaNet layers to each full one. */
export const olmoHybrid = decoderFamily({
  id: 'olmo_hybrid',
  title: 'OLMo Hybrid',
  modelTypes: ['olmo_hybrid'],
  architectures: ['OlmoHybrid'],
  publishedRatio: { ratio: '3:1', source: 'Olmo-Hybrid-7B config.json' },
  sizes: { hidden: 3840, vocabulary: 100_352, layers: 32 },
  attention: { queryHeads: 30, nullable: ['num_key_value_heads'], more: olmoAttention },
  mixers: { linear_attention: readOlmoDeltanet },
  pattern: (_fields, layerCount) => ({
    // The last layer is full where no fourth one is.
    type: (index) =>
      index % 4 === 3 || (layerCount < 4 && index === layerCount - 1) ? 'full_attention' : 'linear_attention',
  }),
  feedForward: gatedMlp(11_008),
});

/** Heads as many as attention has, of three quarters of the width together; values twice as wide as keys. */
function readOlmoDeltanet(fields: Fields, hiddenSize: number): GatedDeltanetMixer {
  const heads = fields.count('num_attention_heads', 30);
  const keyHeads = fields.optionalCount('linear_num_key_heads') ?? heads;
  const keyDim =
    fields.optionalCount('linear_key_head_dim') ?? Math.max(1, Math.floor((0.75 * hiddenSize) / keyHeads));
  return {
    kind: 'gated-deltanet',
    keyHeads,
    valueHeads: fields.optionalCount('linear_num_value_heads') ?? heads,
    keyDim,
    valueDim: fields.optionalCount('linear_value_head_dim') ?? 2 * keyDim,
    convKernel: fields.count('linear_conv_kernel_dim', 4),
  };
}
