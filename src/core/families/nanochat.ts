import { readAttentionBias } from './decoder';
import { decoderFamily, plainMlp } from './decoder-family';

/** nanochat (transformers, `NanoChatConfig`): a feed-forward without gate (ReLU²), and norms without weights. */
export const nanochat = decoderFamily({
  id: 'nanochat',
  title: 'nanochat',
  modelTypes: ['nanochat'],
  architectures: ['NanoChat'],
  sizes: { hidden: 768, vocabulary: 50_304, layers: 12 },
  attention: { queryHeads: 6, nullable: ['num_key_value_heads'], more: readAttentionBias },
  feedForward: plainMlp({ key: 'intermediate_size', omitted: 8192 }),
  normWeights: 0,
});
