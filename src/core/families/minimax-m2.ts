import { readMoe } from './decoder';
import { decoderFamily } from './decoder-family';

/** MiniMax-M2 to M2.7 (transformers, `MiniMaxM2Config`): full attention throughout, experts in every layer. */
export const minimaxM2 = decoderFamily({
  id: 'minimax_m2',
  title: 'MiniMax-M2',
  modelTypes: ['minimax_m2'],
  architectures: ['MiniMaxM2'],
  aliases: { num_local_experts: ['num_experts', 'num_local_experts'] },
  sizes: { hidden: 3072, vocabulary: 200_064, layers: 62 },
  attention: {
    queryHeads: 48,
    keyValueHeads: 8,
    headDim: 128,
    more: () => ({ queryKeyNorm: 'full' }),
  },
  feedForward: (fields) =>
    readMoe(fields, {
      experts: ['num_local_experts', 256],
      expertsPerToken: ['num_experts_per_tok', 8],
      expertWidth: ['intermediate_size', 1536],
    }),
});
