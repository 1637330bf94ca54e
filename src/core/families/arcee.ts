import { readAttentionBias } from './decoder';
import { decoderFamily, plainMlp } from './decoder-family';

/** Arcee AFM-4.5B (transformers, `ArceeConfig`): Llama with a feed-forward without gate (ReLU²). */
export const arcee = decoderFamily({
  id: 'arcee',
  title: 'Arcee AFM',
  modelTypes: ['arcee'],
  architectures: ['Arcee'],
  sizes: { hidden: 2560, vocabulary: 32_000, layers: 32 },
  attention: {
    queryHeads: 32,
    nullable: ['num_key_value_heads', 'head_dim'],
    headsDivideWidth: true,
    more: readAttentionBias,
  },
  feedForward: plainMlp({
    key: 'intermediate_size',
    omitted: 18_432,
    bias: (fields) => fields.flag('mlp_bias', false),
  }),
});
