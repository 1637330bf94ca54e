import { joinPointer } from '../document/pointer';
import type { AttentionGeometry } from '../mixers/attention';
import { decoderFamily, type PatternRule } from './decoder-family';
import { readDeepseekMoe } from './deepseek';
import type { Fields } from './fields';

/** What an entry of `compress_ratios` stands for (transformers, `_COMPRESS_RATIO_TO_LAYER_TYPE`). */
const typeOfRatio: Readonly<Record<number, string>> = {
  0: 'sliding_attention',
  4: 'compressed_sparse_attention',
  128: 'heavily_compressed_attention',
};

/**
 * DeepSeek-V4 (transformers, `DeepseekV4Config`): one vector per token for key and value, in a short window; older
 * tokens in entries of 4 (of which an indexer picks) or of 128. Published lists hold an entry more than there are
 * layers, for the layer that predicts a second token.
 */
export const deepseekV4 = decoderFamily({
  id: 'deepseek_v4',
  title: 'DeepSeek-V4',
  modelTypes: ['deepseek_v4'],
  architectures: ['DeepseekV4'],
  aliases: {
    n_routed_experts: ['num_local_experts', 'n_routed_experts'],
    moe_intermediate_size: ['intermediate_size', 'moe_intermediate_size'],
  },
  rotaryShare: 0.125,
  sizes: { hidden: 4096, vocabulary: 129_280, layers: 43 },
  cutsList: true,
  check: (fields) => {
    const heads = fields.count('num_attention_heads', 64);
    const groups = fields.count('o_groups', 8);
    if (heads % groups !== 0) {
      fields.report('conflict', 'o_groups', `\`o_groups\` (${groups}) does not divide the ${heads} heads.`);
    }
  },
  pattern: readRatios,
  mixers: {
    heavily_compressed_attention: (fields) => ({
      kind: 'heavily-compressed',
      ...readGeometry(fields),
      compressRate: readRate(fields, 'heavily_compressed_attention', 'compress_rate_hca', 128),
    }),
    compressed_sparse_attention: (fields) => ({
      kind: 'compressed-sparse',
      ...readGeometry(fields),
      compressRate: readRate(fields, 'compressed_sparse_attention', 'compress_rate_csa', 4),
      queryRank: fields.count('q_lora_rank', 1024),
      indexHeads: fields.count('index_n_heads', 64),
      indexDim: fields.count('index_head_dim', 128),
      topEntries: fields.count('index_topk', 512),
    }),
    sliding_attention: (fields) => ({ kind: 'sliding', ...readGeometry(fields) }),
  },
  feedForward: (fields) =>
    // The first layers choose experts by the token's hash, with as many weights as the others.
    readDeepseekMoe(fields, { experts: 256, expertsPerToken: 6, expertWidth: 2048, sharedExperts: 1 }),
  extras: (fields, hiddenSize) => {
    const streams = fields.count('hc_mult', 4);
    const connection = hyperConnectionParameters(streams, hiddenSize);
    return {
      blockParameters: () => 2 * hiddenSize + 2 * connection,
      parts: [{ name: 'output of the streams', parameters: streams * streams * hiddenSize + streams + 1 }],
    };
  },
});

/**
 * Several streams of the hidden state, mixed before and after attention and feed-forward (transformers,
 * `DeepseekV4HyperConnection`): a projection of all of them to weights of what is read, mixed and written.
 */
export function hyperConnectionParameters(streams: number, hiddenSize: number): number {
  const mixes = (2 + streams) * streams;
  return mixes * streams * hiddenSize + mixes + 3;
}

function readGeometry(fields: Fields): AttentionGeometry & { readonly windowTokens: number } {
  const headDim = fields.count('head_dim', 512);
  return {
    queryHeads: fields.count('num_attention_heads', 64),
    keyValueHeads: 1,
    headDim,
    valueHeadDim: headDim,
    keysAreValues: true,
    sinks: true,
    lowRank: {
      query: fields.count('q_lora_rank', 1024),
      output: fields.count('o_lora_rank', 1024),
      outputGroups: fields.count('o_groups', 8),
    },
    windowTokens: fields.count('sliding_window', 128),
  };
}

/** A rate of its own key beats the one in `compress_rates`. */
function readRate(fields: Fields, type: string, legacy: string, omitted: number): number {
  if (fields.has(legacy)) return fields.count(legacy);
  // A dictionary is taken as it is: a rate that it lacks has no default.
  return fields.count(`compress_rates.${type}`, fields.has('compress_rates') ? undefined : omitted);
}

/** `compress_ratios`, else two heavily compressed layers and then both kinds in turn. */
function readRatios(fields: Fields, layerCount: number): PatternRule {
  const key = 'compress_ratios';
  if (!fields.has(key)) {
    return {
      type: (index) =>
        index < 2 || index % 2 === 0 ? 'heavily_compressed_attention' : 'compressed_sparse_attention',
    };
  }
  const base = fields.pointer(key);
  const ratios = fields.integers(key) ?? [];
  ratios.forEach((ratio, index) => {
    if (typeOfRatio[ratio] !== undefined) return;
    const message = `Entry ${index} of \`${key}\` is ${ratio}; it must be 0, 4 or 128.`;
    fields.reportAt('range', key, joinPointer(base, index), message);
  });
  const length = fields.list(key)?.length ?? layerCount;
  if (length < layerCount) {
    fields.report('conflict', key, `\`${key}\` has ${length} entries for ${layerCount} layers.`);
  }
  return {
    type: (index) => typeOfRatio[ratios[index] ?? 0] ?? 'sliding_attention',
    decidedBy: key,
    entry: (index) => (index < ratios.length ? joinPointer(base, index) : undefined),
  };
}
