import type { AttentionGeometry } from '../mixers/attention';
import { readAttentionBias } from './decoder';
import { decoderFamily, gatedMlp, type DecoderFacts } from './decoder-family';
import type { Fields } from './fields';

const shared = {
  rotaryShare: 0.5,
  sizes: { hidden: 4096, vocabulary: 151_552, layers: 40 },
  feedForward: gatedMlp(13_696),
} satisfies Partial<DecoderFacts>;

/** Biases on q, k and v, which the class has unless told otherwise. */
const more = (fields: Fields): Partial<AttentionGeometry> => readAttentionBias(fields, true, false);

/** GLM-4 (transformers, `GlmConfig`). */
export const glm = decoderFamily({
  ...shared,
  id: 'glm',
  title: 'GLM-4',
  modelTypes: ['glm'],
  architectures: ['Glm'],
  attention: {
    queryHeads: 32,
    keyValueHeads: 2,
    headDim: 128,
    nullable: ['num_key_value_heads', 'head_dim'],
    more,
  },
});

/** GLM-4-0414 (transformers, `Glm4Config`): norms after attention and feed-forward as well as before. */
export const glm4 = decoderFamily({
  ...shared,
  id: 'glm4',
  title: 'GLM-4-0414',
  modelTypes: ['glm4'],
  architectures: ['Glm4'],
  attention: { queryHeads: 32, keyValueHeads: 2, headDim: 128, more },
  normsPerBlock: 4,
});
