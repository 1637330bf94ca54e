import type { FeedForward } from '../feedforward/feedforward';
import type { AttentionGeometry } from '../mixers/attention';
import { dense, readAttention, readAttentionBias, readMoe } from './decoder';
import { decoderFamily } from './decoder-family';
import type { Fields } from './fields';

const attention = { queryHeads: 8, nullable: ['num_key_value_heads'] } as const;

/**
 * Doge (transformers, `DogeConfig`): a mask of its own making that values choose, scales on both residual streams,
 * and experts of one neuron each beside the feed-forward, where there are any.
 */
export const doge = decoderFamily({
  id: 'doge',
  title: 'Doge',
  modelTypes: ['doge'],
  architectures: ['Doge'],
  sizes: { hidden: 1024, vocabulary: 32_768, layers: 32 },
  attention: { ...attention, more: readMask },
  feedForward: readFeedForward,
  normsPerBlock: 4,
  extras: (_fields, hiddenSize) => ({ finalNormParameters: hiddenSize }),
});

/** A projection from all values to one number per key/value head, and a factor for each (`dt_proj`, `A`). */
function readMask(fields: Fields): Partial<AttentionGeometry> {
  const bias = readAttentionBias(fields);
  const { keyValueHeads, headDim } = readAttention(fields, fields.count('hidden_size', 1024), attention);
  const projection = keyValueHeads * headDim + (bias.outputBias ? 1 : 0);
  return { ...bias, queryKeyNorm: 'head', extraParameters: keyValueHeads * (projection + 1) };
}

/** Experts are rows of two tables, found by two keys of half the router each (`DogeCDMoE`). */
function readFeedForward(fields: Fields, _layerCount: number, hiddenSize: number): FeedForward {
  const width = fields.count('intermediate_size', 2048);
  const bias = fields.flag('mlp_bias', false);
  if (!fields.flag('is_moe', false)) return dense(width, { bias });
  const { experts, expertsPerToken } = readMoe(fields, {
    experts: ['num_experts', 16_384],
    expertsPerToken: ['num_experts_per_tok', 64],
    expertWidth: ['intermediate_size', 2048],
  });
  return {
    kind: 'moe',
    experts,
    expertsPerToken,
    expertWidth: 1,
    gated: false,
    sharedWidth: width,
    routerParameters: 2 * hiddenSize * Math.floor(Math.sqrt(experts)),
    // The shared feed-forward has a gate, the experts none.
    extraParameters: hiddenSize * width + (bias ? 2 * width + hiddenSize : 0),
  };
}
