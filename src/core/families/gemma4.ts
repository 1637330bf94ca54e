import type { FeedForward } from '../feedforward/feedforward';
import type { AttentionGeometry } from '../mixers/attention';
import type { Mixer } from '../mixers/registry';
import { dense, readAttention, readAttentionBias } from './decoder';
import { decoderFamily, type DecoderFacts, type MixerReader } from './decoder-family';
import type { Fields } from './fields';
import { listedTypes, sharedSources } from './shared-layers';

/** Class default of `num_hidden_layers`. */
const layersOmitted = 30;

/** Every sixth layer is full, and so is the last whatever the list says. */
const shared = {
  publishedRatio: { ratio: '5:1', source: 'gemma-4-26B-A4B and 31B config.json' },
  sizes: { hidden: 2304, vocabulary: 262_144, layers: layersOmitted },
  pattern: (_fields: Fields, layerCount: number) => ({
    type: (index: number) =>
      (index + 1) % 6 === 0 || index === layerCount - 1 ? 'full_attention' : 'sliding_attention',
  }),
  tied: true,
} satisfies Partial<DecoderFacts>;

/**
 * Gemma 4 (transformers, `Gemma4TextConfig` inside `Gemma4Config`): full layers have a head dim of their own, and
 * where keys are the values key/value heads of their own as well. Experts stand beside the dense feed-forward, not in
 * its place.
 */
export const gemma4 = decoderFamily({
  ...shared,
  id: 'gemma4',
  title: 'Gemma 4',
  modelTypes: ['gemma4_text', 'gemma4'],
  architectures: ['Gemma4'],
  mixers: { full_attention: readFull, sliding_attention: readSliding(512) },
  feedForward: readFeedForward,
  extras: (fields, hiddenSize, layerTypes) => {
    const perLayer = fields.count('hidden_size_per_layer_input', 256, 0);
    const perLayerBlock = perLayer > 0 ? 2 * hiddenSize * perLayer + hiddenSize : 0;
    // Three norms more and the router's scale stand around the experts.
    const norms = 4 + (fields.flag('enable_moe_block', false) ? 4 : 0);
    const width = layerTypes.length * perLayer;
    return {
      blockParameters: () => norms * hiddenSize + perLayerBlock,
      parts:
        perLayer > 0
          ? [
              {
                name: 'embedding per layer',
                parameters: fields.count('vocab_size_per_layer_input', 262_144) * width,
              },
              { name: 'projection of the embedding per layer', parameters: hiddenSize * width + perLayer },
            ]
          : [],
    };
  },
});

/**
 * Gemma 4 without towers (transformers, `Gemma4UnifiedTextConfig`): image patches and sound go through one projection
 * each, and there are neither embeddings per layer nor experts.
 */
export const gemma4Unified = decoderFamily({
  ...shared,
  id: 'gemma4_unified',
  title: 'Gemma 4 (unified)',
  modelTypes: ['gemma4_unified_text', 'gemma4_unified'],
  architectures: ['Gemma4Unified'],
  mixers: { full_attention: readFull, sliding_attention: readSliding(1024) },
  feedForward: (fields, layerCount) => {
    const widthOf = readWidths(fields, layerCount);
    return (index) => dense(widthOf(index));
  },
  normsPerBlock: 4,
});

function readGeometry(fields: Fields, hiddenSize: number): AttentionGeometry {
  return {
    ...readAttention(fields, hiddenSize, { queryHeads: 8, keyValueHeads: 4, headDim: 256 }),
    ...readAttentionBias(fields),
    queryKeyNorm: 'head',
  };
}

function readSliding(windowOmitted: number): MixerReader {
  return (fields, hiddenSize) => {
    const geometry = readGeometry(fields, hiddenSize);
    const window = fields.count('sliding_window', windowOmitted);
    // A bidirectional window is told by half its width (`__post_init__`).
    const windowTokens =
      fields.text('use_bidirectional_attention') === 'all' ? Math.floor(window / 2) + 1 : window;
    const own: Mixer = { kind: 'sliding', ...geometry, windowTokens };
    const full = readFull(fields, hiddenSize);
    const last = layerCountOf(fields) - 1;
    const source = readSources(fields);
    return (index) => {
      if (index === last) return full(index);
      const sourceLayer = source(index);
      return sourceLayer === undefined ? own : { kind: 'shared-kv', ...geometry, windowTokens, sourceLayer };
    };
  };
}

function readFull(fields: Fields, hiddenSize: number): (index: number) => Mixer {
  const sliding = readGeometry(fields, hiddenSize);
  const headDim = fields.count('global_head_dim', 512);
  const keysAreValues = fields.flag('attention_k_eq_v', false);
  const keyValueHeads =
    (keysAreValues ? fields.optionalCount('num_global_key_value_heads') : undefined) ?? sliding.keyValueHeads;
  const geometry = { ...sliding, keyValueHeads, headDim, valueHeadDim: headDim, keysAreValues };
  const own: Mixer = { kind: 'full', ...geometry };
  const source = readSources(fields);
  return (index) => {
    const sourceLayer = source(index);
    return sourceLayer === undefined ? own : { kind: 'shared-kv', ...geometry, sourceLayer };
  };
}

const layerCountOf = (fields: Fields): number =>
  fields.silent().layerCount('num_hidden_layers', layersOmitted);

function readSources(fields: Fields): (index: number) => number | undefined {
  const layerCount = layerCountOf(fields);
  const listed = listedTypes(fields, (index) =>
    (index + 1) % 6 === 0 ? 'full_attention' : 'sliding_attention',
  );
  return sharedSources(fields, layerCount, 0, (index) =>
    index === layerCount - 1 ? 'full_attention' : listed(index),
  );
}

/** Layers that use the keys and values of others may be twice as wide. */
function readWidths(fields: Fields, layerCount: number): (index: number) => number {
  const width = fields.count('intermediate_size', 9216);
  const firstShared = layerCount - fields.count('num_kv_shared_layers', 0, 0);
  const doubled = fields.flag('use_double_wide_mlp', false);
  return (index) => (doubled && index >= firstShared ? 2 * width : width);
}

function readFeedForward(fields: Fields, layerCount: number): (index: number) => FeedForward {
  const widthOf = readWidths(fields, layerCount);
  if (!fields.flag('enable_moe_block', false)) return (index) => dense(widthOf(index));
  // No class default for these three: without them the class can't be built.
  const experts = fields.count('num_experts');
  const moe = {
    kind: 'moe',
    experts,
    expertsPerToken: fields.count('top_k_experts'),
    expertWidth: fields.count('moe_intermediate_size'),
    gated: true,
    // A scale per expert.
    extraParameters: experts,
  } as const;
  return (index) => ({ ...moe, sharedWidth: widthOf(index) });
}
