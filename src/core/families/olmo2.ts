import type { AttentionGeometry } from '../mixers/attention';
import { readAttentionBias } from './decoder';
import { decoderFamily, gatedMlp } from './decoder-family';
import type { Fields } from './fields';

/** One norm over all query heads, one over all key heads. */
export const olmoAttention = (fields: Fields): Partial<AttentionGeometry> => ({
  ...readAttentionBias(fields),
  queryKeyNorm: 'full',
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
