import { attentionParameters, attentionStep, describeAttention, keyValueState } from './attention';
import type { AttentionGeometry } from './attention';
import type { MixerModule } from './mixer';
import type { StateTensor } from './state';

/** Qwen sparse attention: softmax attention over the blocks of tokens that a light indexer picks for all heads. */
export interface QsaMixer extends AttentionGeometry {
  readonly kind: 'qsa';
  readonly indexHeads: number;
  readonly indexDim: number;
  /** Tokens whose index keys are averaged into one. */
  readonly blockTokens: number;
  readonly topBlocks: number;
  /** This layer stands for all: the positions of past tokens, to turn averaged keys by, are kept once. */
  readonly keepsPositions: boolean;
}

/** Tokens that a query sees of `seen`: the chosen blocks, and those after the last whole block. */
function attendedTokens({ blockTokens, topBlocks }: QsaMixer, seen: number): number {
  const blocks = Math.floor(seen / blockTokens);
  return Math.min(blocks, topBlocks) * blockTokens + (seen % blockTokens);
}

/** Axes of a position: time, height and width. */
const positionAxes = 3;

const positions: StateTensor = {
  name: 'positions',
  kind: 'index',
  shape: [positionAxes, 'batch', 'length'],
  growth: { type: 'tokens' },
  dtype: 'int64',
};

export const qsa: MixerModule<QsaMixer> = {
  name: 'Qwen sparse attention',
  glyph: 'q',
  summary:
    'Softmax attention over the blocks of tokens whose averaged index keys a light indexer scores highest, the same for all heads. The cache holds all keys and values and, beside them, one index key per token.',
  paper: { title: 'Qwen4-Exp', url: 'https://huggingface.co/Qwen' },
  reach: 'global',
  state: (mixer) => [
    ...keyValueState(mixer, { type: 'tokens' }),
    {
      name: 'index_keys',
      kind: 'index',
      shape: ['batch', 'length', mixer.indexDim],
      growth: { type: 'tokens' },
      dtype: 'cache',
    },
    ...(mixer.keepsPositions ? [positions] : []),
  ],
  // The indexer: one projection to its queries and its key, a norm on each (transformers, `Qwen4ExpTextQSAIndexer`).
  parameters: (mixer, hiddenSize) =>
    attentionParameters(mixer, hiddenSize) +
    hiddenSize * (mixer.indexHeads + 1) * mixer.indexDim +
    2 * mixer.indexDim,
  decode: (mixer, contextTokens) => {
    const seen = contextTokens + 1;
    const attention = attentionStep(mixer, attendedTokens(mixer, seen));
    return {
      flops: attention.flops + scores(mixer, seen),
      stateElementsRead: attention.stateElementsRead + mixer.indexDim * seen,
    };
  },
  prefill: (mixer, promptTokens) => {
    const reach = Math.min(promptTokens, mixer.blockTokens * mixer.topBlocks);
    const pairs = (reach * (reach + 1)) / 2 + (promptTokens - reach) * reach;
    return {
      flops: attentionStep(mixer, 1).flops * pairs + (scores(mixer, promptTokens) * promptTokens) / 2,
      stateElementsRead: 0,
    };
  },
  describe: (mixer) =>
    `${describeAttention(mixer)}; top ${mixer.topBlocks} blocks of ${mixer.blockTokens} tokens, ${mixer.indexHeads} index heads of ${mixer.indexDim}`,
};

/** Scores of all whole blocks. */
const scores = ({ indexHeads, indexDim, blockTokens }: QsaMixer, seen: number): number =>
  2 * indexHeads * indexDim * Math.floor(seen / blockTokens);
