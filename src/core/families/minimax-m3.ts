import { joinPointer } from '../document/pointer';
import type { AttentionGeometry } from '../mixers/attention';
import { readAttention, readMoe } from './decoder';
import { decoderFamily, mixedFeedForward, type PatternRule } from './decoder-family';
import { readMlpLayerTypes } from './deepseek';
import type { Fields } from './fields';

/** The key of the indexer's size, flat or in the object where the published config has it. */
function indexCount(fields: Fields, flat: string, nested: string, omitted: number, minimum = 1): number {
  const inside = `sparse_attention_config.${nested}`;
  return fields.has(inside) ? fields.count(inside, undefined, minimum) : fields.count(flat, omitted, minimum);
}

/**
 * MiniMax-M3 (transformers, `MiniMaxM3VLTextConfig` inside `MiniMaxM3VLConfig`): attention over blocks of tokens that
 * an indexer picks, in all layers but the first few. One index key per token is kept, whatever the index heads.
 */
export const minimaxM3 = decoderFamily({
  id: 'minimax_m3',
  title: 'MiniMax-M3',
  modelTypes: ['minimax_m3', 'minimax_m3_vl_text', 'minimax_m3_vl'],
  architectures: ['MiniMaxM3'],
  aliases: { num_local_experts: ['num_experts', 'num_local_experts'] },
  rotaryShare: 0.5,
  sizes: { hidden: 6144, vocabulary: 200_064, layers: 60 },
  mixers: {
    full_attention: (fields, hiddenSize) => ({ kind: 'full', ...readGeometry(fields, hiddenSize) }),
    minimax_m3_sparse: (fields, hiddenSize) => ({
      kind: 'block-sparse',
      ...readGeometry(fields, hiddenSize),
      indexHeads: indexCount(fields, 'index_n_heads', 'sparse_num_index_heads', 4),
      indexDim: indexCount(fields, 'index_head_dim', 'sparse_index_dim', 128),
      blockTokens: indexCount(fields, 'index_block_size', 'sparse_block_size', 128),
      topBlocks: indexCount(fields, 'index_topk_blocks', 'sparse_topk_blocks', 16),
      localBlocks: indexCount(fields, 'index_local_blocks', 'sparse_local_block', 1, 0),
    }),
  },
  pattern: readSparseLayers,
  feedForward: mixedFeedForward({
    sparse: readMoeLayers,
    moe: (fields) =>
      readMoe(
        fields,
        {
          experts: ['num_local_experts', 128],
          expertsPerToken: ['num_experts_per_tok', 4],
          expertWidth: ['intermediate_size', 3072],
        },
        { sharedWidth: fields.count('shared_intermediate_size', 3072) },
      ),
    dense: (fields) => ({
      kind: 'dense',
      width: fields.count('dense_intermediate_size', 12_288),
      gated: true,
    }),
  }),
});

function readGeometry(fields: Fields, hiddenSize: number): AttentionGeometry {
  return {
    ...readAttention(fields, hiddenSize, { queryHeads: 64, keyValueHeads: 4, headDim: 128 }),
    queryKeyNorm: 'head',
  };
}

/** `sparse_attention_freq`: a number other than 0 for each layer with an indexer. */
function readSparseLayers(fields: Fields, layerCount: number): PatternRule {
  const key = 'sparse_attention_config.sparse_attention_freq';
  if (!fields.has(key)) return { type: () => 'full_attention' };
  const base = fields.pointer(key);
  const sparse = readFrequencies(fields, key, layerCount);
  return {
    type: (index) => (sparse[index] ? 'minimax_m3_sparse' : 'full_attention'),
    decidedBy: key,
    entry: (index) => (index < sparse.length ? joinPointer(base, index) : undefined),
  };
}

/** A list of numbers, one for each layer: the class turns it into a list of types and checks its length. */
function readFrequencies(fields: Fields, key: string, layerCount: number): readonly number[] {
  const numbers = fields.integers(key) ?? [];
  const length = fields.list(key)?.length ?? layerCount;
  if (length !== layerCount)
    fields.report('conflict', key, `\`${key}\` has ${length} entries for ${layerCount} layers.`);
  return numbers;
}

/** `mlp_layer_types`, else `moe_layer_freq`, else experts in every layer. */
function readMoeLayers(fields: Fields, layerCount: number): (index: number) => boolean {
  if (!fields.has('mlp_layer_types') && fields.has('moe_layer_freq')) {
    const layers = readFrequencies(fields, 'moe_layer_freq', layerCount);
    return (index) => Boolean(layers[index]);
  }
  return readMlpLayerTypes({ fallback: 0 })(fields, layerCount);
}
