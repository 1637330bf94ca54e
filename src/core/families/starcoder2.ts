import { decoderFamily, plainMlp } from './decoder-family';
import type { Fields } from './fields';

const bias = (fields: Fields): boolean => fields.flag('use_bias', true);

/** StarCoder2 (transformers, `Starcoder2Config`): a window only where the config sets one, then in every layer. */
export const starcoder2 = decoderFamily({
  id: 'starcoder2',
  title: 'StarCoder2',
  modelTypes: ['starcoder2'],
  architectures: ['Starcoder2'],
  sizes: { hidden: 3072, vocabulary: 49_152, layers: 30 },
  attention: {
    queryHeads: 24,
    keyValueHeads: 2,
    more: (fields) => ({ queryKeyValueBias: bias(fields), outputBias: bias(fields) }),
  },
  feedForward: plainMlp({ key: 'intermediate_size', omitted: 12_288, bias }),
  normWeights: 2,
  tied: true,
});
