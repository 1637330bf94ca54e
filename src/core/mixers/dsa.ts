import { formatCount } from '../format';
import { describeLatent, latentPairs, latentParameters, latentState, latentStep } from './mla';
import type { LatentGeometry } from './mla';
import type { MixerModule } from './mixer';

/** DeepSeek sparse attention: latent attention over the tokens that a small indexer picks. */
export interface DsaMixer extends LatentGeometry {
  readonly kind: 'dsa';
  readonly indexHeads: number;
  readonly indexDim: number;
  readonly topTokens: number;
  /** False in a layer that reuses the selection of the layer before it (GLM-5.2), and so keeps no index. */
  readonly ownsIndexer: boolean;
  /** Index keys are pooled over so many tokens, by gates that are kept beside the keys with a mark of validity (GLM-5.3). */
  readonly indexPool?: number;
}

export const dsa: MixerModule<DsaMixer> = {
  name: 'DeepSeek sparse attention',
  glyph: 'I',
  summary:
    'Latent attention over the few thousand tokens that a light indexer scores highest. The cache holds every latent and, beside it, an index key per token.',
  paper: { title: 'DeepSeek-V3.2 (2025)', url: 'https://arxiv.org/abs/2512.02556' },
  reach: 'global',
  state: (mixer) => [
    ...latentState(mixer),
    ...(mixer.ownsIndexer
      ? [
          {
            name: 'index_keys',
            kind: 'index',
            shape: [
              'batch',
              'length',
              mixer.indexPool === undefined ? mixer.indexDim : 2 * mixer.indexDim + 1,
            ],
            growth: { type: 'tokens' },
            dtype: 'cache',
          } as const,
        ]
      : []),
  ],
  // wq_b, wk, k_norm (LayerNorm), weights_proj (transformers, `DeepseekV32Indexer`).
  parameters: (mixer, hiddenSize) => {
    const { queryRank = 0, indexHeads, indexDim, indexPool, ownsIndexer } = mixer;
    const pooling = indexPool === undefined ? 0 : (indexPool + hiddenSize) * indexDim;
    const indexer =
      queryRank * indexHeads * indexDim + hiddenSize * indexDim + 2 * indexDim + hiddenSize * indexHeads;
    return latentParameters(mixer, hiddenSize) + (ownsIndexer ? indexer + pooling : 0);
  },
  decode: (mixer, contextTokens) => {
    const seen = contextTokens + 1;
    const attention = latentStep(mixer, Math.min(seen, mixer.topTokens));
    if (!mixer.ownsIndexer) return attention;
    return {
      flops: attention.flops + 2 * mixer.indexHeads * mixer.indexDim * seen,
      stateElementsRead: attention.stateElementsRead + mixer.indexDim * seen,
    };
  },
  prefill: (mixer, promptTokens) => {
    const pairs = (promptTokens * (promptTokens + 1)) / 2;
    const reach = Math.min(promptTokens, mixer.topTokens);
    const kept = (reach * (reach + 1)) / 2 + (promptTokens - reach) * reach;
    const indexer = mixer.ownsIndexer ? 2 * mixer.indexHeads * mixer.indexDim * pairs : 0;
    return { flops: latentPairs(mixer, kept).flops + indexer, stateElementsRead: 0 };
  },
  describe: (mixer) =>
    `${describeLatent(mixer)}; top ${formatCount(mixer.topTokens)} tokens` +
    (mixer.ownsIndexer
      ? `, ${mixer.indexHeads} index heads of ${mixer.indexDim}`
      : ', indexer shared with an earlier layer'),
};
