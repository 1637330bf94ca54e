import { readAttentionBias, readMoe } from './decoder';
import { decoderFamily, gatedMlp, type DecoderFacts } from './decoder-family';
import { firstOfFourFull } from './every-fourth-full';
import type { Fields } from './fields';

/** Granite, dense (transformers, `GraniteConfig`): Llama with multipliers, which weigh nothing. */
export const granite = decoderFamily({
  id: 'granite',
  title: 'Granite',
  modelTypes: ['granite'],
  architectures: ['Granite'],
  sizes: { hidden: 4096, vocabulary: 32_000, layers: 32 },
  attention: { queryHeads: 32, nullable: ['num_key_value_heads'], more: readAttentionBias },
  feedForward: gatedMlp(11_008, 'mlp_bias'),
});

/** Granite with attention sinks and windows (transformers, `GraniteSWAConfig`). */
export const graniteSwa = decoderFamily({
  id: 'granite_swa',
  title: 'Granite (sliding windows)',
  modelTypes: ['granite_swa'],
  architectures: ['GraniteSWA', 'GraniteSwa'],
  sizes: { hidden: 2560, vocabulary: 100_352, layers: 24 },
  attention: {
    queryHeads: 20,
    keyValueHeads: 4,
    nullable: ['num_key_value_heads'],
    more: (fields) => ({ ...readAttentionBias(fields), sinks: true }),
  },
  window: { omitted: 128 },
  pattern: firstOfFourFull,
  feedForward: gatedMlp(8192, 'mlp_bias'),
  tied: true,
});

const moeShared = {
  sizes: { hidden: 4096, vocabulary: 32_000, layers: 32 },
  attention: { queryHeads: 32, nullable: ['num_key_value_heads'], more: readAttentionBias },
} satisfies Partial<DecoderFacts>;

const readGraniteMoe = (fields: Fields) =>
  readMoe(fields, {
    experts: ['num_local_experts', 8],
    expertsPerToken: ['num_experts_per_tok', 2],
    expertWidth: ['intermediate_size', 11_008],
  });

/** Granite 3 with experts (transformers, `GraniteMoeConfig`). */
export const graniteMoe = decoderFamily({
  ...moeShared,
  id: 'granitemoe',
  title: 'Granite (MoE)',
  modelTypes: ['granitemoe'],
  architectures: ['GraniteMoe'],
  feedForward: readGraniteMoe,
});

const readSharedMoe = (fields: Fields) => ({
  ...readGraniteMoe(fields),
  sharedWidth: fields.count('shared_intermediate_size', 0, 0),
});

/** The same with a feed-forward that every token passes (transformers, `GraniteMoeSharedConfig`). */
export const graniteMoeShared = decoderFamily({
  ...moeShared,
  id: 'granitemoeshared',
  title: 'Granite (MoE, shared expert)',
  modelTypes: ['granitemoeshared'],
  architectures: ['GraniteMoeShared'],
  feedForward: readSharedMoe,
});

/** That with attention sinks and windows (transformers, `GraniteMoeSWAConfig`). */
export const graniteMoeSwa = decoderFamily({
  ...moeShared,
  id: 'granitemoe_swa',
  title: 'Granite (MoE, sliding windows)',
  modelTypes: ['granitemoe_swa'],
  architectures: ['GraniteMoeSWA'],
  attention: {
    ...moeShared.attention,
    more: (fields) => ({ ...readAttentionBias(fields), sinks: true }),
  },
  window: { omitted: 128 },
  pattern: firstOfFourFull,
  feedForward: readSharedMoe,
});
