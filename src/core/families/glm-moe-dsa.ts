import { isArray, stringValue } from '../document/node';
import { joinPointer } from '../document/pointer';
import type { DsaMixer } from '../mixers/dsa';
import { decoderFamily, gatedMlp, mixedFeedForward } from './decoder-family';
import { readDeepseekMoe, readLatentAttention, readMlpLayerTypes } from './deepseek';
import { hyperConnectionParameters } from './deepseek-v4';
import type { Fields } from './fields';
import { readKda } from './kimi-linear';

/**
 * GLM-5 (transformers, `GlmMoeDsaConfig`): an indexer in every layer; in GLM-5.2 most layers share the selection of
 * the one before them, and own neither an indexer nor its keys.
 */
export const glmMoeDsa = decoderFamily({
  id: 'glm_moe_dsa',
  title: 'GLM-5',
  modelTypes: ['glm_moe_dsa'],
  architectures: ['GlmMoeDsa'],
  // `num_experts` beats the others in the class; nobody writes both.
  aliases: { n_routed_experts: ['num_local_experts', 'num_experts', 'n_routed_experts'] },
  sizes: { hidden: 6144, vocabulary: 154_880, layers: 78 },
  check: checkIndexers,
  pattern: () => ({ type: () => 'indexed_attention' }),
  mixers: { indexed_attention: readIndexedAttention },
  feedForward: mixedFeedForward({
    sparse: readMlpLayerTypes({ first: 'first_k_dense_replace', fallback: 3 }),
    moe: (fields) =>
      readDeepseekMoe(fields, { experts: 256, expertsPerToken: 8, expertWidth: 2048, sharedExperts: 1 }),
    dense: gatedMlp(12_288, 'mlp_bias'),
  }),
});

/**
 * GLM-5.3-Flash (transformers, `Glm5NextTextConfig` inside `Glm5NextConfig`): Kimi Delta Attention with sparse latent
 * attention without positions in every fourth layer. Its index keys are pooled over blocks of tokens.
 */
export const glm5Next = decoderFamily({
  id: 'glm5_next',
  title: 'GLM-5.3-Flash',
  modelTypes: ['glm5_next_text', 'glm5_next'],
  architectures: ['Glm5Next'],
  aliases: { n_routed_experts: ['num_local_experts', 'n_routed_experts'] },
  publishedRatio: { ratio: '3:1', source: 'GLM-5.3-Flash config.json' },
  rotaryShare: 0,
  sizes: { hidden: 4096, vocabulary: 154_880, layers: 45 },
  check: (fields, layerCount) => {
    checkIndexers(fields, layerCount);
    const heads = fields.count('num_attention_heads', 64);
    if (heads !== fields.count('num_key_value_heads', 64) && !fields.has('num_key_value_heads')) {
      fields.report(
        'conflict',
        'num_attention_heads',
        `\`num_key_value_heads\` is left out and then 64; it must be as many as \`num_attention_heads\` (${heads}).`,
      );
    }
    const rope = fields.count('qk_rope_head_dim', 0, 0);
    if (rope === 0) return;
    fields.report(
      'conflict',
      'qk_rope_head_dim',
      `Attention has no positions here: \`qk_rope_head_dim\` must be 0, not ${rope}.`,
    );
  },
  pattern: () => ({ type: (index) => (index % 4 === 3 ? 'indexed_attention' : 'linear_attention') }),
  mixers: {
    linear_attention: (fields) => readKda(fields, 64),
    indexed_attention: readPooledAttention,
    // The class takes it for indexed attention.
    full_attention: readPooledAttention,
  },
  feedForward: mixedFeedForward({
    sparse: readMlpLayerTypes({ fallback: 3 }),
    moe: (fields) =>
      readDeepseekMoe(fields, { experts: 288, expertsPerToken: 8, expertWidth: 2048, sharedExperts: 1 }),
    dense: gatedMlp(12_288),
  }),
  extras: (fields, hiddenSize) => {
    const connection = hyperConnectionParameters(fields.count('hc_mult', 4), hiddenSize);
    return { blockParameters: () => 2 * hiddenSize + 2 * connection };
  },
});

function readPooledAttention(fields: Fields): (index: number) => DsaMixer {
  const owner: DsaMixer = {
    kind: 'dsa',
    ...readLatentAttention(fields, {
      heads: 64,
      queryRank: 1536,
      queryRankNeeded: true,
      nopeDim: 256,
      ropeDim: 0,
      valueDim: 256,
    }),
    indexHeads: fields.count('index_n_heads', 32),
    indexDim: fields.count('index_head_dim', 128),
    topTokens: fields.count('index_topk', 2048),
    indexPool: fields.count('index_kpool', 16),
    ownsIndexer: true,
  };
  return withIndexers(fields, owner, readIndexerTypes(fields));
}

function readIndexedAttention(fields: Fields): (index: number) => DsaMixer {
  const owner: DsaMixer = {
    kind: 'dsa',
    ...readLatentAttention(fields, {
      heads: 64,
      queryRank: 2048,
      queryRankNeeded: true,
      nopeDim: 192,
      valueDim: 256,
    }),
    indexHeads: fields.count('index_n_heads', 32),
    indexDim: fields.count('index_head_dim', 128),
    topTokens: fields.count('index_topk', 2048),
    ownsIndexer: true,
  };
  return withIndexers(fields, owner, readIndexerTypes(fields));
}

/** Keys of a list, or of a string, that says of every layer whether it owns an indexer; the first one counts. */
const indexerKeys = ['indexer_types', 'index_topk_pattern'] as const;

/** The class looks up an entry for each layer; entries beyond the layers are left alone. */
export function checkIndexers(
  fields: Fields,
  layerCount: number,
  keys: readonly string[] = indexerKeys,
): void {
  const key = keys.find((name) => fields.has(name));
  if (key === undefined) return;
  const length = fields.text(key)?.length ?? fields.list(key)?.length;
  if (length === undefined || length >= layerCount) return;
  fields.report('conflict', key, `\`${key}\` has ${length} entries for ${layerCount} layers.`);
}

/** Layers that share take the tokens that the layer before them picked, so the first layer must not. */
export function withIndexers(
  fields: Fields,
  owner: DsaMixer,
  owns: (index: number) => boolean,
): (index: number) => DsaMixer {
  const sharer: DsaMixer = { ...owner, ownsIndexer: false };
  let isFirst = true;
  return (index) => {
    if (isFirst && !owns(index)) reportFirstShared(fields, index);
    isFirst = false;
    return owns(index) ? owner : sharer;
  };
}

function reportFirstShared(fields: Fields, layer: number): void {
  const field =
    indexerKeys.find((name) => fields.has(name)) ??
    (fields.has('index_skip_topk_offset') ? 'index_skip_topk_offset' : 'index_topk_freq');
  const base = fields.pointer(field);
  const pointer = isArray(fields.node(field)) ? joinPointer(base, layer) : base;
  fields.reportAt(
    'conflict',
    field,
    pointer,
    `Layer ${layer} shares the tokens that an earlier layer picked, but none does.`,
  );
}

/**
 * Which layers own an indexer: `indexer_types`, else the letters of `index_topk_pattern`, else every
 * `index_topk_freq`-th layer after the first `index_skip_topk_offset`.
 */
export function readIndexerTypes(fields: Fields): (index: number) => boolean {
  for (const key of indexerKeys) {
    if (!fields.has(key)) continue;
    const letters = fields.text(key);
    const names =
      letters === undefined ? fields.list(key)?.map((item) => stringValue(item)) : Array.from(letters);
    const base = fields.pointer(key);
    names?.forEach((name, index) => {
      if (name !== undefined && /^(?:full|shared|F|S)$/.test(name)) return;
      const place = letters === undefined ? joinPointer(base, index) : base;
      fields.reportAt(
        'conflict',
        key,
        place,
        `Entry ${index} of \`${key}\` must be "full" or "shared" (F or S).`,
      );
    });
    return (index) => names?.[index] !== 'shared' && names?.[index] !== 'S';
  }
  return readIndexerSchedule(fields);
}

/** What `index_topk_freq` and `index_skip_topk_offset` say. */
export function readIndexerSchedule(fields: Fields): (index: number) => boolean {
  const frequency = Math.max(1, fields.count('index_topk_freq', 1, 0));
  const offset = fields.count('index_skip_topk_offset', 2, 0);
  return (index) => Math.max(index - offset + 1, 0) % frequency === 0;
}
