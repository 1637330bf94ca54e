import { decoderFamily, gatedMlp } from './decoder-family';
import { llamaAttention } from './llama';

/** HyperCLOVA X SEED Think (transformers, `HyperCLOVAXConfig`): Granite with norms behind both branches as well. */
export const hyperclovax = decoderFamily({
  id: 'hyperclovax',
  title: 'HyperCLOVA X',
  modelTypes: ['hyperclovax'],
  architectures: ['HyperCLOVAX'],
  sizes: { hidden: 4096, vocabulary: 32_000, layers: 32 },
  attention: llamaAttention,
  feedForward: gatedMlp(11_008, 'mlp_bias'),
  extras: (fields, hiddenSize) => ({
    blockParameters: () => (fields.flag('use_post_norm', true) ? 4 : 2) * hiddenSize,
  }),
});
