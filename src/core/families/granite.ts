import { readAttentionBias } from './decoder';
import { decoderFamily, gatedMlp } from './decoder-family';

/** Granite, dense (transformers, `GraniteConfig`): Llama with multipliers, which weigh nothing. */
export const granite = decoderFamily({
  id: 'granite',
  title: 'Granite',
  modelTypes: ['granite'],
  architectures: ['Granite'],
  sizes: { hidden: 4096, vocabulary: 32_000, layers: 32 },
  attention: { queryHeads: 32, nullable: ['num_key_value_heads'], more: readAttentionBias },
  feedForward: gatedMlp(11_008, 'mlp_bias'),
});
