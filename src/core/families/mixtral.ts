import { readMoe } from './decoder';
import { decoderFamily } from './decoder-family';

/** Mixtral (transformers, `MixtralConfig`): experts in every layer, a window only where the config sets one. */
export const mixtral = decoderFamily({
  id: 'mixtral',
  title: 'Mixtral',
  modelTypes: ['mixtral'],
  architectures: ['Mixtral'],
  aliases: { num_local_experts: ['num_experts', 'num_local_experts'] },
  sizes: { hidden: 4096, vocabulary: 32_000, layers: 32 },
  attention: { queryHeads: 32, keyValueHeads: 8, nullable: ['head_dim'] },
  feedForward: (fields) =>
    readMoe(fields, {
      experts: ['num_local_experts', 8],
      expertsPerToken: ['num_experts_per_tok', 2],
      expertWidth: ['intermediate_size', 14_336],
    }),
});
