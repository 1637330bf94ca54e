import { decoderFamily, gatedMlp } from './decoder-family';
import { readLatentAttention } from './deepseek';

/** Youtu-LLM (transformers, `YoutuConfig`): latent attention and dense feed-forwards. */
export const youtu = decoderFamily({
  id: 'youtu',
  title: 'Youtu-LLM',
  modelTypes: ['youtu'],
  architectures: ['Youtu'],
  sizes: { hidden: 2048, vocabulary: 128_256, layers: 32 },
  mixers: {
    full_attention: (fields) => ({
      kind: 'mla',
      ...readLatentAttention(fields, { heads: 16, queryRank: 1536 }),
    }),
  },
  feedForward: gatedMlp(6144),
  tied: true,
});
