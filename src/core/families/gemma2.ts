import { readAttentionBias } from './decoder';
import { decoderFamily, gatedMlp, type PatternRule } from './decoder-family';

/** Sliding and full attention in turn, sliding first. */
export const alternating = (): PatternRule => ({
  type: (index) => (index % 2 === 0 ? 'sliding_attention' : 'full_attention'),
});

/** Gemma 2 (transformers, `Gemma2Config`): norms before and after each half of a block. */
export const gemma2 = decoderFamily({
  id: 'gemma2',
  title: 'Gemma 2',
  modelTypes: ['gemma2'],
  architectures: ['Gemma2'],
  publishedRatio: { ratio: '1:1', source: 'Gemma 2 technical report (2024)' },
  sizes: { hidden: 2304, vocabulary: 256_000, layers: 26 },
  attention: {
    queryHeads: 8,
    keyValueHeads: 4,
    headDim: 256,
    headsDivideWidth: true,
    more: readAttentionBias,
  },
  window: { omitted: 4096 },
  pattern: alternating,
  feedForward: gatedMlp(9216),
  normsPerBlock: 4,
  tied: true,
});
