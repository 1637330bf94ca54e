import type { DsaMixer } from '../mixers/dsa';
import { readAttentionBias, readMoe, readSharedWidth } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward } from './decoder-family';
import { readDeepseekMoe, readLatentAttention, readMlpLayerTypes } from './deepseek';
import type { Fields } from './fields';
import { checkIndexers, readIndexerTypes, withIndexers } from './glm-moe-dsa';

/** Hy3 (transformers, `HYV3Config`): full attention, and experts after the first layer. */
export const hyV3 = decoderFamily({
  id: 'hy_v3',
  title: 'Hy3',
  modelTypes: ['hy_v3'],
  architectures: ['HYV3'],
  aliases: { num_experts: ['num_local_experts', 'num_experts'] },
  sizes: { hidden: 4096, vocabulary: 120_832, layers: 80 },
  attention: {
    queryHeads: 64,
    keyValueHeads: 8,
    headDim: 128,
    more: (fields) => ({ ...readAttentionBias(fields), queryKeyNorm: 'head' }),
  },
  feedForward: mixedFeedForward({
    sparse: readMlpLayerTypes({ fallback: 1 }),
    moe: (fields) => {
      const moe = readMoe(fields, {
        experts: ['num_experts', 192],
        expertsPerToken: ['num_experts_per_tok', 8],
        expertWidth: ['moe_intermediate_size', 1536],
      });
      const sharedWidth = readSharedWidth(fields, ['num_shared_experts', 1], moe.expertWidth);
      const biases = fields.flag('mlp_bias', false) ? 2 * sharedWidth + fields.count('hidden_size', 4096) : 0;
      return { ...moe, sharedWidth, extraParameters: biases };
    },
    dense: gatedMlp(13_312, 'mlp_bias'),
  }),
});

/**
 * Hy4 (transformers, `HYV4Config`): sparse latent attention with a gate and sinks, whose indexer three of four layers
 * share, between several streams of the hidden state.
 */
export const hyV4 = decoderFamily({
  id: 'hy_v4',
  title: 'Hy4',
  modelTypes: ['hy_v4'],
  architectures: ['HYV4'],
  aliases: { n_routed_experts: ['num_local_experts', 'n_routed_experts'] },
  sizes: { hidden: 2816, vocabulary: 120_832, layers: 34 },
  check: (fields, layerCount) => checkIndexers(fields, layerCount, ['indexer_types']),
  pattern: () => ({ type: () => 'indexed_attention' }),
  mixers: { indexed_attention: readIndexedAttention },
  feedForward: mixedFeedForward({
    sparse: readMlpLayerTypes({ fallback: 1 }),
    moe: (fields) =>
      readDeepseekMoe(fields, { experts: 256, expertsPerToken: 8, expertWidth: 768, sharedExperts: 1 }),
    dense: gatedMlp(6912),
  }),
  extras: (fields, hiddenSize) => {
    const streams = fields.count('hc_mult', 4);
    // A projection of all streams to what is read of each and written to it (`HYV4HyperConnection`).
    const connection = 2 * streams * (streams * hiddenSize + 1) + 2;
    return {
      blockParameters: () => 2 * hiddenSize + 2 * connection,
      parts: [{ name: 'output of the streams', parameters: streams * streams * hiddenSize + streams + 1 }],
    };
  },
});

function readIndexedAttention(fields: Fields): (index: number) => DsaMixer {
  const owner: DsaMixer = {
    kind: 'dsa',
    ...readLatentAttention(fields, {
      heads: 32,
      queryRank: 1536,
      queryRankNeeded: true,
      nopeDim: 192,
      valueDim: 256,
    }),
    outputGate: true,
    sinks: true,
    indexHeads: fields.count('index_n_heads', 16),
    indexDim: fields.count('index_head_dim', 128),
    topTokens: fields.count('index_topk', 2048),
    ownsIndexer: true,
  };
  const owns = fields.has('indexer_types')
    ? readIndexerTypes(fields)
    : (index: number) => index === 0 || index % 4 === 1;
  return withIndexers(fields, owner, owns);
}
