import { attentionParameters, attentionStep, describeAttention, keyValueState } from './attention';
import type { AttentionGeometry } from './attention';
import type { MixerModule } from './mixer';

/** Softmax attention over the blocks of tokens that a light indexer picks (MiniMax-M3). */
export interface BlockSparseMixer extends AttentionGeometry {
  readonly kind: 'block-sparse';
  readonly indexHeads: number;
  readonly indexDim: number;
  readonly blockTokens: number;
  readonly topBlocks: number;
  /** The latest blocks, which are always among them. */
  readonly localBlocks: number;
}

/** Tokens that a query sees at most; the local blocks take their places among the top ones (`MiniMaxM3VLIndexer`). */
const reachTokens = ({ blockTokens, topBlocks }: BlockSparseMixer): number => blockTokens * topBlocks;

export const blockSparse: MixerModule<BlockSparseMixer> = {
  name: 'block-sparse attention',
  glyph: 'b',
  summary:
    'Softmax attention over a few blocks of tokens that a light indexer scores highest. The cache holds all keys and values and, beside them, one index key per token.',
  paper: { title: 'MiniMax-M3', url: 'https://huggingface.co/MiniMaxAI' },
  reach: 'global',
  state: (mixer) => [
    ...keyValueState(mixer, { type: 'tokens' }),
    {
      name: 'index_keys',
      kind: 'index',
      shape: ['batch', 1, 'length', mixer.indexDim],
      growth: { type: 'tokens' },
      dtype: 'cache',
    },
  ],
  // The indexer: q_proj, k_proj and a norm on each (transformers, `MiniMaxM3VLIndexer`).
  parameters: (mixer, hiddenSize) =>
    attentionParameters(mixer, hiddenSize) +
    hiddenSize * mixer.indexHeads * mixer.indexDim +
    hiddenSize * mixer.indexDim +
    2 * mixer.indexDim,
  decode: (mixer, contextTokens) => {
    const seen = contextTokens + 1;
    const attention = attentionStep(mixer, Math.min(seen, reachTokens(mixer)));
    return {
      flops: attention.flops + 2 * mixer.indexHeads * mixer.indexDim * seen,
      stateElementsRead: attention.stateElementsRead + mixer.indexDim * seen,
    };
  },
  prefill: (mixer, promptTokens) => {
    const pairs = (promptTokens * (promptTokens + 1)) / 2;
    const reach = Math.min(promptTokens, reachTokens(mixer));
    const kept = (reach * (reach + 1)) / 2 + (promptTokens - reach) * reach;
    return {
      flops: attentionStep(mixer, 1).flops * kept + 2 * mixer.indexHeads * mixer.indexDim * pairs,
      stateElementsRead: 0,
    };
  },
  describe: (mixer) =>
    `${describeAttention(mixer)}; top ${mixer.topBlocks} blocks of ${mixer.blockTokens} tokens, ${mixer.indexHeads} index heads of ${mixer.indexDim}`,
};
