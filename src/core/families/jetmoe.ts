import { readMoe } from './decoder';
import { decoderFamily } from './decoder-family';
import type { Fields } from './fields';

/**
 * JetMoE (transformers, `JetMoeConfig`): each token's queries and outputs pass the experts that a router chooses, one
 * set of query heads per expert; keys and values are common to all.
 */
export const jetmoe = decoderFamily({
  id: 'jetmoe',
  title: 'JetMoE',
  modelTypes: ['jetmoe'],
  architectures: ['JetMoe'],
  aliases: { head_dim: ['kv_channels'] },
  sizes: { hidden: 2048, vocabulary: 32_000, layers: 12 },
  attention: { keyValueHeads: 16, headDim: 128, computedQueryHeads: readQueryHeads, more: readExpertHeads },
  feedForward: (fields) => ({
    ...readMoe(fields, {
      experts: ['num_local_experts', 8],
      expertsPerToken: ['num_experts_per_tok', 2],
      expertWidth: ['intermediate_size', 5632],
    }),
    extraParameters: fields.count('hidden_size', 2048),
  }),
  tied: true,
  extras: () => ({
    notes: ['All experts of attention are counted as active; a token passes the chosen ones alone.'],
  }),
});

/** As many query heads as key/value heads, for each of the chosen experts. */
function readQueryHeads(fields: Fields): number {
  return fields.count('num_key_value_heads', 16) * fields.count('num_experts_per_tok', 2);
}

/** The query and output weights of the experts that a token does not choose. */
function readExpertHeads(fields: Fields): { extraParameters: number } {
  const hiddenSize = fields.count('hidden_size', 2048);
  const keyValueHeads = fields.count('num_key_value_heads', 16);
  const experts = fields.count('num_local_experts', 8);
  const chosen = fields.count('num_experts_per_tok', 2);
  if (chosen > experts) {
    fields.report(
      'conflict',
      'num_experts_per_tok',
      `\`num_experts_per_tok\` (${chosen}) is more than \`num_local_experts\` (${experts}).`,
    );
  }
  const width = keyValueHeads * fields.count('head_dim', 128);
  const others = 2 * Math.max(0, experts - chosen) * width;
  // Their router, and one bias on the output.
  return { extraParameters: hiddenSize * (others + experts + 1) };
}
