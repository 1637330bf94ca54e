import { readAttentionBias } from './decoder';
import { decoderFamily, gatedMlp, type DecoderFacts, type PatternRule } from './decoder-family';

/** Sliding and full attention in turn, sliding first. */
export const alternating = (): PatternRule => ({
  type: (index) => (index % 2 === 0 ? 'sliding_attention' : 'full_attention'),
});

const gemma2Facts = {
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
  tied: true,
} satisfies Partial<DecoderFacts>;

/** Gemma 2 (transformers, `Gemma2Config`): norms before and after each half of a block. */
export const gemma2 = decoderFamily({
  ...gemma2Facts,
  id: 'gemma2',
  title: 'Gemma 2',
  modelTypes: ['gemma2'],
  architectures: ['Gemma2'],
  publishedRatio: { ratio: '1:1', source: 'Gemma 2 technical report (2024)' },
  normsPerBlock: 4,
});

/** VaultGemma (transformers, `VaultGemmaConfig`): Gemma 2 without the norms after each half of a block. */
export const vaultgemma = decoderFamily({
  ...gemma2Facts,
  id: 'vaultgemma',
  title: 'VaultGemma',
  modelTypes: ['vaultgemma'],
  architectures: ['VaultGemma'],
});
