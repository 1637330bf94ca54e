import { stringValue } from '../document/node';
import type { AttentionGeometry } from '../mixers/attention';
import { readAttention, readAttentionBias, readMoe } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward } from './decoder-family';
import { readMlpLayerTypes } from './deepseek';
import type { Fields } from './fields';

/**
 * Step 3.5 and 3.7 (transformers, `Step3p7TextConfig` inside `Step3p7Config`): three sliding layers to one full,
 * with more query heads where they slide, and a gate per head. Published lists go on for the layers that predict
 * further tokens.
 */
export const step3p5 = decoderFamily({
  id: 'step3p5',
  title: 'Step 3.5',
  modelTypes: ['step3p5', 'step3p7_text', 'step3p7'],
  architectures: ['Step3p5', 'Step3p7'],
  aliases: {
    n_routed_experts: ['moe_num_experts', 'n_routed_experts', 'num_local_experts'],
    num_key_value_heads: ['num_attention_groups', 'num_key_value_heads'],
    num_experts_per_tok: ['moe_top_k', 'num_experts_per_tok'],
    share_expert_dim: ['share_expert_dims', 'share_expert_dim'],
    num_nextn_predict_layers: ['num_mtp_layers', 'num_nextn_predict_layers'],
  },
  publishedRatio: { ratio: '3:1', source: 'Step-3.5-Flash config.json' },
  sizes: { hidden: 4096, vocabulary: 128_815, layers: 45 },
  cutsList: true,
  mixers: {
    full_attention: (fields, hiddenSize) => ({ kind: 'full', ...readGeometry(fields, hiddenSize) }),
    sliding_attention: (fields, hiddenSize) => ({
      kind: 'sliding',
      ...readGeometry(fields, hiddenSize),
      queryHeads: readSlidingHeads(fields),
      windowTokens: fields.count('sliding_window'),
    }),
  },
  pattern: () => ({ type: () => 'full_attention' }),
  feedForward: mixedFeedForward({
    sparse: readMoeLayers,
    moe: (fields) =>
      readMoe(
        fields,
        {
          experts: ['n_routed_experts', 288],
          expertsPerToken: ['num_experts_per_tok', 8],
          expertWidth: ['moe_intermediate_size', 1280],
        },
        { sharedWidth: fields.count('share_expert_dim', 1280) },
      ),
    dense: gatedMlp(11_264, 'mlp_bias'),
  }),
});

function readGeometry(fields: Fields, hiddenSize: number): AttentionGeometry {
  return {
    ...readAttention(fields, hiddenSize, { queryHeads: 64, keyValueHeads: 8, headDim: 128 }),
    ...readAttentionBias(fields),
    queryKeyNorm: 'head',
    headGate: true,
  };
}

/** `num_sliding_attention_heads`, else the older `attention_other_setting`, else as many as the full layers have. */
function readSlidingHeads(fields: Fields): number {
  const plain = fields.silent().count('num_attention_heads', 64);
  return (
    fields.optionalCount('num_sliding_attention_heads') ??
    fields.optionalCount('attention_other_setting.num_attention_heads') ??
    plain
  );
}

/** `mlp_layer_types`, else the layers that `moe_layers_enum` names, else all from the fourth on. */
function readMoeLayers(fields: Fields, layerCount: number): (index: number) => boolean {
  const key = 'moe_layers_enum';
  if (fields.has('mlp_layer_types')) {
    const types = (fields.list('mlp_layer_types') ?? []).map(stringValue);
    if (types.length >= layerCount) return (index) => types[index] === 'sparse';
    return readMlpLayerTypes({ fallback: 3 })(fields, layerCount);
  }
  if (!fields.has(key)) return (index) => index >= 3;
  const text = fields.text(key);
  const layers = new Set(
    text === undefined ? fields.integers(key) : text.split(',').map((item) => Number.parseInt(item, 10)),
  );
  return (index) => layers.has(index);
}
