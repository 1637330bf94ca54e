import { dense, readAttentionBias } from './decoder';
import { decoderFamily } from './decoder-family';

/** Apertus (transformers, `ApertusConfig`): full attention, and a feed-forward without gate whose activation is learned. */
export const apertus = decoderFamily({
  id: 'apertus',
  title: 'Apertus',
  modelTypes: ['apertus'],
  architectures: ['Apertus'],
  sizes: { hidden: 4096, vocabulary: 131_072, layers: 32 },
  attention: {
    queryHeads: 32,
    nullable: ['num_key_value_heads'],
    more: (fields) => ({ ...readAttentionBias(fields), queryKeyNorm: 'head' }),
  },
  feedForward: (fields) =>
    dense(fields.count('intermediate_size', 14_336), {
      gated: false,
      // xIELU has two weights; any other activation has none.
      ...((fields.text('hidden_act') ?? 'xielu') === 'xielu' && { extraParameters: 2 }),
    }),
});
