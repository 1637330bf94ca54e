import { isNull } from '../document/node';
import type { AttentionGeometry } from '../mixers/attention';
import { readAttention, readAttentionBias, readMoe } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward } from './decoder-family';
import { readMlpLayerTypes } from './deepseek';
import type { Fields } from './fields';

/**
 * Laguna (transformers, `LagunaConfig`): full attention and windows, with another number of query heads in each layer
 * where the config says so.
 */
export const laguna = decoderFamily({
  id: 'laguna',
  title: 'Laguna',
  modelTypes: ['laguna'],
  architectures: ['Laguna'],
  rotaryShare: 0.5,
  sizes: { hidden: 2048, vocabulary: 100_352, layers: 40 },
  pattern: () => ({ type: () => 'full_attention' }),
  mixers: {
    full_attention: (fields, hiddenSize) => {
      const geometry = readGeometry(fields, hiddenSize);
      return (index) => ({ kind: 'full', ...geometry(index) });
    },
    sliding_attention: (fields, hiddenSize) => {
      const geometry = readGeometry(fields, hiddenSize);
      const windowTokens = fields.count('sliding_window', 512);
      return (index) => ({ kind: 'sliding', ...geometry(index), windowTokens });
    },
  },
  check: (fields, layerCount) => {
    const key = 'num_attention_heads_per_layer';
    const listed = fields.list(key);
    if (!listed || listed.length === layerCount) return;
    fields.report('conflict', key, `\`${key}\` has ${listed.length} entries for ${layerCount} layers.`);
  },
  feedForward: mixedFeedForward({
    sparse: readMlpLayerTypes({ fallback: 1 }),
    moe: (fields) =>
      readMoe(
        fields,
        {
          experts: ['num_experts', 256],
          expertsPerToken: ['num_experts_per_tok', 8],
          expertWidth: ['moe_intermediate_size', 512],
        },
        { sharedWidth: fields.count('shared_expert_intermediate_size', 512), routerBias: true },
      ),
    dense: gatedMlp(8192),
  }),
});

function readGeometry(fields: Fields, hiddenSize: number): (index: number) => AttentionGeometry {
  const geometry = readAttention(fields, hiddenSize, { queryHeads: 48, keyValueHeads: 8, headDim: 128 });
  const perLayer = fields.integers('num_attention_heads_per_layer');
  // Anything but true and "per-head" is a gate on every channel, false too.
  const perHead = readGating(fields);
  const shared: AttentionGeometry = {
    ...geometry,
    ...readAttentionBias(fields),
    queryKeyNorm: 'head',
    ...(perHead ? { headGate: true } : { outputGate: 'without-bias' as const }),
  };
  return (index) => ({ ...shared, queryHeads: perLayer?.[index] ?? geometry.queryHeads });
}

function readGating(fields: Fields): boolean {
  const node = fields.node('gating');
  if (node === undefined) return true;
  return !isNull(node) && node.type === 'scalar' && (node.value === true || node.value === 'per-head');
}
