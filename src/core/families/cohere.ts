import { dense, readAttentionBias, readMoe } from './decoder';
import {
  decoderFamily,
  gatedMlp,
  mixedFeedForward,
  type DecoderFacts,
  type PatternRule,
} from './decoder-family';
import { readMlpLayerTypes } from './deepseek';
import type { Fields } from './fields';

// Attention and feed-forward side by side behind one LayerNorm, which has no bias (`CohereLayerNorm`).
const shared = {
  sizes: { hidden: 8192, vocabulary: 256_000, layers: 40 },
  normsPerBlock: 1,
  tied: true,
} satisfies Partial<DecoderFacts>;

/** Command R (transformers, `CohereConfig`). */
export const cohere = decoderFamily({
  ...shared,
  id: 'cohere',
  title: 'Command R',
  modelTypes: ['cohere'],
  architectures: ['Cohere'],
  attention: {
    queryHeads: 64,
    nullable: ['num_key_value_heads'],
    more: (fields) => ({
      ...readAttentionBias(fields),
      ...(fields.flag('use_qk_norm', false) && { queryKeyNorm: 'full' }),
    }),
  },
  feedForward: gatedMlp(22_528),
});

/**
 * Command R7B and A (transformers, `Cohere2Config`): every fourth layer is full, without positions.
 */
export const cohere2 = decoderFamily({
  ...shared,
  id: 'cohere2',
  title: 'Command A and R7B',
  modelTypes: ['cohere2'],
  architectures: ['Cohere2'],
  publishedRatio: { ratio: '3:1', source: 'Command R7B and Command A config.json' },
  attention: {
    queryHeads: 64,
    nullable: ['num_key_value_heads'],
    more: readAttentionBias,
  },
  window: { omitted: 4096 },
  pattern: (fields) => {
    const period = fields.count('sliding_window_pattern', 4);
    return {
      type: (index) => ((index + 1) % period === 0 ? 'full_attention' : 'sliding_attention'),
      decidedBy: 'sliding_window_pattern',
    };
  },
  feedForward: gatedMlp(22_528),
});

/** Command A with experts (transformers, `Cohere2MoeConfig`): the dense layers at the start have a period of their own. */
export const cohere2Moe = decoderFamily({
  ...shared,
  id: 'cohere2_moe',
  title: 'Command A (MoE)',
  modelTypes: ['cohere2_moe'],
  architectures: ['Cohere2Moe'],
  attention: {
    queryHeads: 64,
    headDim: 128,
    nullable: ['num_key_value_heads'],
    more: readAttentionBias,
  },
  window: { omitted: 4096 },
  pattern: readMoePattern,
  feedForward: mixedFeedForward({
    sparse: readMlpLayerTypes({ first: 'first_k_dense_replace', fallback: 0 }),
    moe: (fields) => {
      const moe = readMoe(fields, {
        experts: ['num_experts', 8],
        expertsPerToken: ['num_experts_per_tok', 2],
        expertWidth: ['intermediate_size', 22_528],
      });
      return { ...moe, sharedWidth: fields.count('num_shared_experts', 0, 0) * moe.expertWidth };
    },
    dense: (fields) =>
      fields.has('prefix_dense_intermediate_size')
        ? dense(fields.count('prefix_dense_intermediate_size'))
        : gatedMlp(22_528)(fields),
  }),
});

function readMoePattern(fields: Fields): PatternRule {
  const denseLayers = fields.count('first_k_dense_replace', 0, 0);
  const densePeriod = fields.count('prefix_dense_sliding_window_pattern', 1);
  const period = fields.count('sliding_window_pattern', 4);
  return {
    type: (index) => {
      const full =
        index < denseLayers ? (index + 1) % densePeriod === 0 : (index - denseLayers + 1) % period === 0;
      return full ? 'full_attention' : 'sliding_attention';
    },
    decidedBy: 'sliding_window_pattern',
  };
}
