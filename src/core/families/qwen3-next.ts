import type { AttentionGeometry } from '../mixers/attention';
import type { GatedDeltanetMixer } from '../mixers/gated-deltanet';
import { readAttentionBias, readMoe, type MoeFacts } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward, type PatternRule } from './decoder-family';
import type { Fields } from './fields';

/** Three Gated DeltaNet layers to one gated full attention layer (transformers, `Qwen3NextConfig`). */
export const qwen3Next = decoderFamily({
  id: 'qwen3_next',
  title: 'Qwen3-Next',
  modelTypes: ['qwen3_next'],
  architectures: ['Qwen3Next'],
  publishedRatio: { ratio: '3:1', source: 'Qwen3-Next-80B-A3B config.json' },
  rotaryShare: 0.25,
  sizes: { hidden: 2048, vocabulary: 151_936, layers: 48 },
  attention: { queryHeads: 16, keyValueHeads: 2, headDim: 256, more: readGatedAttention },
  mixers: { linear_attention: readGatedDeltanet },
  pattern: everyNthFull,
  feedForward: mixedFeedForward({
    sparse: readSparseLayers,
    moe: (fields) => readQwenMoe(fields, { experts: 512, expertsPerToken: 10 }),
    dense: gatedMlp(5632),
  }),
});

/** Full attention in every `full_attention_interval`-th layer. */
export function everyNthFull(fields: Fields): PatternRule {
  const interval = fields.count('full_attention_interval', 4);
  return {
    type: (index) => ((index + 1) % interval === 0 ? 'full_attention' : 'linear_attention'),
    decidedBy: 'full_attention_interval',
  };
}

/** Experts of 512 beside a shared one with a gate, in Qwen3-Next and Qwen3.5. */
export function readQwenMoe(
  fields: Fields,
  defaults: { readonly experts: number; readonly expertsPerToken: number },
) {
  const facts: MoeFacts = {
    experts: ['num_experts', defaults.experts],
    expertsPerToken: ['num_experts_per_tok', defaults.expertsPerToken],
    expertWidth: ['moe_intermediate_size', 512],
  };
  return readMoe(fields, facts, {
    sharedWidth: fields.count('shared_expert_intermediate_size', 512),
    sharedGate: true,
  });
}

export function readGatedDeltanet(fields: Fields): GatedDeltanetMixer {
  return {
    kind: 'gated-deltanet',
    keyHeads: fields.count('linear_num_key_heads', 16),
    valueHeads: fields.count('linear_num_value_heads', 32),
    keyDim: fields.count('linear_key_head_dim', 128),
    valueDim: fields.count('linear_value_head_dim', 128),
    convKernel: fields.count('linear_conv_kernel_dim', 4),
  };
}

/** A norm per query and key head, and a gate of the queries' width on the output. */
export function readGatedAttention(fields: Fields): Partial<AttentionGeometry> {
  return { ...readAttentionBias(fields), queryKeyNorm: 'head', outputGate: true };
}

/** Which layers route to experts (transformers, `Qwen3NextDecoderLayer`). */
export function readSparseLayers(fields: Fields): (index: number) => boolean {
  const denseLayers = new Set(fields.integers('mlp_only_layers'));
  const step = fields.count('decoder_sparse_step', 1);
  const anyExperts = fields.silent().count('num_experts', 1, 0) > 0;
  return (index) => anyExperts && !denseLayers.has(index) && (index + 1) % step === 0;
}
