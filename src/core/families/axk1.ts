import { readDeepseekMoe, readLatentAttention, readMlpLayerTypes } from './deepseek';
import { decoderFamily, gatedMlp, mixedFeedForward, sparseFrom } from './decoder-family';
import type { Fields } from './fields';

/** A.X K1 (transformers, `AXK1Config`): DeepSeek-V3 with a norm after the experts. */
export const axk1 = decoderFamily({
  id: 'axk1',
  title: 'A.X K1',
  modelTypes: ['axk1'],
  architectures: ['AXK1'],
  aliases: { n_routed_experts: ['num_local_experts', 'n_routed_experts'] },
  sizes: { hidden: 7168, vocabulary: 163_840, layers: 61 },
  mixers: {
    full_attention: (fields) => ({
      kind: 'mla',
      ...readLatentAttention(fields, { heads: 64, queryRank: 1536, queryRankNeeded: true }),
    }),
  },
  feedForward: mixedFeedForward({
    sparse: sparseFrom('first_k_dense_replace', 1),
    moe: (fields) => ({
      ...readDeepseekMoe(fields, { experts: 192, expertsPerToken: 8, expertWidth: 2048, sharedExperts: 1 }),
      extraParameters: fields.count('hidden_size', 7168),
    }),
    dense: gatedMlp(18_432),
  }),
});

/**
 * A.X K2 (transformers, `AXK2Config`): latent attention with an indexer and a gate on its output that queries and
 * gate project from both query ranks, and norms with a gate of low rank before attention and before the experts.
 */
export const axk2 = decoderFamily({
  id: 'axk2',
  title: 'A.X K2',
  modelTypes: ['axk2'],
  architectures: ['AXK2'],
  aliases: { n_routed_experts: ['num_local_experts', 'n_routed_experts'] },
  sizes: { hidden: 2048, vocabulary: 163_840, layers: 48 },
  check: checkGroups,
  pattern: () => ({ type: () => 'indexed_attention' }),
  mixers: { indexed_attention: (fields) => ({ kind: 'dsa', ...readIndexed(fields) }) },
  feedForward: mixedFeedForward({
    sparse: readSparse,
    moe: (fields) =>
      readDeepseekMoe(fields, { experts: 128, expertsPerToken: 8, expertWidth: 512, sharedExperts: 1 }),
    dense: gatedMlp(5120),
  }),
  extras: (fields, hiddenSize, layerTypes) => {
    const { heads, queryRank = 0, nopeDim, ropeDim, valueDim } = readIndexed(fields);
    // `q_gate_proj` reads two ranks and gives queries and gate, where `q_b_proj` reads one and gives queries.
    const gate = queryRank * heads * (nopeDim + ropeDim + 2 * valueDim);
    const gatedNorm = 2 * hiddenSize * fields.count('gated_norm_rank', 16, 0);
    const sparse = readSparse(fields, layerTypes.length);
    return {
      blockParameters: (index) => 2 * hiddenSize + (sparse(index) ? 2 : 1) * gatedNorm + gate,
    };
  },
});

/** Both numbers of groups or none (`validate_architecture`). */
function checkGroups(fields: Fields): void {
  const [written, other] = fields.has('n_group') ? ['n_group', 'topk_group'] : ['topk_group', 'n_group'];
  if (!fields.has(written) || fields.has(other)) return;
  fields.report(
    'conflict',
    written,
    `\`${written}\` needs \`${other}\` beside it: A.X K2 takes both or none.`,
  );
}

function readIndexed(fields: Fields) {
  return {
    ...readLatentAttention(fields, {
      heads: 32,
      queryRank: 384,
      queryRankNeeded: true,
      keyValueRank: 128,
      nopeDim: 64,
      ropeDim: 32,
      valueDim: 64,
    }),
    indexHeads: fields.count('index_n_heads', 16),
    indexDim: fields.count('index_head_dim', 128),
    topTokens: fields.count('index_topk', 2048),
    ownsIndexer: true,
  };
}

/** Without a list, every `moe_layer_freq`th layer from `first_k_dense_replace` on. */
function readSparse(fields: Fields, layerCount: number): (index: number) => boolean {
  const sparse = readMlpLayerTypes({ first: 'first_k_dense_replace', fallback: 1 })(fields, layerCount);
  if (fields.has('mlp_layer_types')) return sparse;
  const period = fields.count('moe_layer_freq', 1);
  return (index) => sparse(index) && index % period === 0;
}
