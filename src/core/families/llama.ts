import { readAttentionBias } from './decoder';
import { decoderFamily, gatedMlp, type DecoderFacts } from './decoder-family';

/** Llama's heads, as several classes that began as copies of it keep them. */
export const llamaAttention = {
  queryHeads: 32,
  nullable: ['num_key_value_heads', 'head_dim'],
  headsDivideWidth: true,
  more: readAttentionBias,
} satisfies DecoderFacts['attention'];

/** Llama 1 to 3 and their many clones (transformers, `LlamaConfig`): full attention in every layer. */
export const llama = decoderFamily({
  id: 'llama',
  title: 'Llama',
  modelTypes: ['llama'],
  architectures: ['Llama'],
  sizes: { hidden: 4096, vocabulary: 32_000, layers: 32 },
  attention: llamaAttention,
  feedForward: gatedMlp(11_008, 'mlp_bias'),
});
