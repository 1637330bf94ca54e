import type { AttentionGeometry } from '../mixers/attention';
import { readAttentionBias, readMoe } from './decoder';
import { decoderFamily, gatedMlp } from './decoder-family';
import type { Fields } from './fields';

/** One norm over all query heads, one over all key heads. */
export const olmoAttention = (fields: Fields): Partial<AttentionGeometry> => ({
  ...readAttentionBias(fields),
  queryKeyNorm: 'full',
});

/** OLMo (transformers, `OlmoConfig`): norms without weights. */
export const olmo = decoderFamily({
  id: 'olmo',
  title: 'OLMo',
  modelTypes: ['olmo'],
  architectures: ['Olmo'],
  sizes: { hidden: 4096, vocabulary: 50_304, layers: 32 },
  attention: { queryHeads: 32, nullable: ['num_key_value_heads'], more: readAttentionBias },
  feedForward: gatedMlp(11_008),
  normWeights: 0,
});

/** OLMo 2 (transformers, `Olmo2Config`): norms after attention and feed-forward instead of before. */
export const olmo2 = decoderFamily({
  id: 'olmo2',
  title: 'OLMo 2',
  modelTypes: ['olmo2'],
  architectures: ['Olmo2'],
  sizes: { hidden: 4096, vocabulary: 50_304, layers: 32 },
  attention: { queryHeads: 32, nullable: ['num_key_value_heads'], more: olmoAttention },
  feedForward: gatedMlp(11_008),
});

/** OLMoE (transformers, `OlmoeConfig`). */
export const olmoe = decoderFamily({
  id: 'olmoe',
  title: 'OLMoE',
  modelTypes: ['olmoe'],
  architectures: ['Olmoe'],
  aliases: { num_experts: ['num_local_experts', 'num_experts'] },
  sizes: { hidden: 2048, vocabulary: 50_304, layers: 16 },
  attention: { queryHeads: 16, nullable: ['num_key_value_heads'], more: olmoAttention },
  feedForward: (fields) => readOlmoExperts(fields, { experts: 64, expertsPerToken: 8, expertWidth: 2048 }),
});

/** FlexOlmo (transformers, `FlexOlmoConfig`): experts trained apart and put together. */
export const flexOlmo = decoderFamily({
  id: 'flex_olmo',
  title: 'FlexOlmo',
  modelTypes: ['flex_olmo'],
  architectures: ['FlexOlmo'],
  aliases: { num_experts: ['num_local_experts', 'num_experts'] },
  sizes: { hidden: 4096, vocabulary: 100_352, layers: 32 },
  attention: { queryHeads: 32, nullable: ['num_key_value_heads'], more: olmoAttention },
  feedForward: (fields) => readOlmoExperts(fields, { experts: 7, expertsPerToken: 5, expertWidth: 11_008 }),
});

function readOlmoExperts(
  fields: Fields,
  defaults: { readonly experts: number; readonly expertsPerToken: number; readonly expertWidth: number },
) {
  return readMoe(fields, {
    experts: ['num_experts', defaults.experts],
    expertsPerToken: ['num_experts_per_tok', defaults.expertsPerToken],
    expertWidth: ['intermediate_size', defaults.expertWidth],
  });
}
