import type { AttentionGeometry } from '../mixers/attention';
import { readAttentionBias, readMoe } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward } from './decoder-family';
import { readMlpLayerTypes } from './deepseek';
import type { Fields } from './fields';

/**
 * MiMo-V2-Flash (transformers, `MiMoV2FlashConfig`): keys of 192 beside values of 128, and sliding layers with
 * sinks and twice the key/value heads, which the class fixes whatever `swa_num_key_value_heads` says. It does not
 * read `hybrid_layer_pattern` either.
 */
export const mimoV2Flash = decoderFamily({
  id: 'mimo_v2_flash',
  title: 'MiMo-V2-Flash',
  modelTypes: ['mimo_v2_flash'],
  architectures: ['MiMoV2Flash'],
  aliases: { n_routed_experts: ['num_local_experts', 'n_routed_experts'] },
  publishedRatio: { ratio: '5:1', source: 'MiMo-V2-Flash technical report (Xiaomi, 2025)' },
  rotaryShare: 0.334,
  sizes: { hidden: 4096, vocabulary: 152_576, layers: 48 },
  mixers: {
    full_attention: (fields) => ({ kind: 'full', ...readGeometry(fields) }),
    sliding_attention: (fields) => {
      const geometry = readGeometry(fields);
      return {
        kind: 'sliding',
        ...geometry,
        keyValueHeads: 2 * geometry.keyValueHeads,
        sinks: true,
        windowTokens: fields.count('sliding_window', 128),
      };
    },
  },
  pattern: () => ({
    type: (index) => (index === 0 || (index + 1) % 6 === 0 ? 'full_attention' : 'sliding_attention'),
  }),
  feedForward: mixedFeedForward({
    sparse: readMlpLayerTypes({ fallback: 1 }),
    moe: (fields) =>
      readMoe(fields, {
        experts: ['n_routed_experts', 256],
        expertsPerToken: ['num_experts_per_tok', 8],
        expertWidth: ['moe_intermediate_size', 2048],
      }),
    dense: gatedMlp(16_384),
  }),
});

function readGeometry(fields: Fields): AttentionGeometry {
  return {
    queryHeads: fields.count('num_attention_heads', 64),
    keyValueHeads: fields.count('num_key_value_heads', 4),
    headDim: fields.count('head_dim', 192),
    valueHeadDim: fields.count('v_head_dim', 128),
    ...readAttentionBias(fields, false, false),
  };
}
