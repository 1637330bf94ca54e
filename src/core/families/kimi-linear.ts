import type { MoeFeedForward } from '../feedforward/feedforward';
import type { KdaMixer } from '../mixers/kda';
import { joinPointer } from '../document/pointer';
import { readMoe, readSharedWidth } from './decoder';
import { decoderFamily, gatedMlp, mixedFeedForward, type PatternRule } from './decoder-family';
import { readLatentAttention, readMlpLayerTypes } from './deepseek';
import type { Fields } from './fields';

/**
 * Kimi Linear (transformers, `KimiLinearConfig`): Kimi Delta Attention with latent attention in every fourth layer,
 * named by two lists that count layers from 1. Kimi K3 is the same with more: experts that work in a latent space,
 * a gate on latent attention, and residuals that attend over blocks of layers.
 */
export const kimiLinear = decoderFamily({
  id: 'kimi_linear',
  title: 'Kimi Linear',
  modelTypes: ['kimi_linear', 'kimi_k3'],
  architectures: ['KimiLinear', 'KimiK3'],
  aliases: {
    num_experts: ['num_local_experts', 'n_routed_experts'],
    num_experts_per_token: ['num_experts_per_tok'],
    num_shared_experts: ['n_shared_experts'],
    max_position_embeddings: ['model_max_length', 'max_position_embeddings'],
  },
  publishedRatio: {
    ratio: '3:1',
    source: 'Kimi Linear: An Expressive, Efficient Attention Architecture (2025)',
  },
  rotaryShare: 0,
  sizes: { hidden: 2304, vocabulary: 163_840, layers: 27 },
  mixers: {
    linear_attention: (fields) => readKda(fields),
    full_attention: (fields) => ({
      kind: 'mla',
      ...readLatentAttention(fields, { heads: 32 }),
      outputGate: fields.flag('mla_use_output_gate', false),
    }),
  },
  pattern: readLayerLists,
  feedForward: mixedFeedForward({
    sparse: readMlpLayerTypes({ first: 'first_k_dense_replace', fallback: 1 }),
    moe: readKimiMoe,
    dense: gatedMlp(9216),
  }),
  extras: (fields, hiddenSize) => {
    const residuals = fields.optionalCount('attn_res_block_size') !== undefined;
    return {
      // `KimiLinearForCausalLM` ties nothing, whatever the flag says.
      tied: false,
      // A norm and a score per residual, before attention, before the feed-forward, and at the end of the model.
      ...(residuals && {
        blockParameters: () => 2 * hiddenSize + 4 * hiddenSize,
        parts: [{ name: 'output residual', parameters: 2 * hiddenSize }],
      }),
      ...(isKimiK3(fields) && {
        inexact:
          "counted by the tensors of Kimi K3's checkpoint as public ports list them; its class is not in transformers",
      }),
    };
  },
});

const k3Keys = [
  'routed_expert_hidden_size',
  'attn_res_block_size',
  'mla_use_output_gate',
  'linear_attn_config.use_full_rank_gate',
];

/** Fields that the class in transformers ignores, and with which its count would be wrong. */
const isKimiK3 = (fields: Fields): boolean => k3Keys.some((key) => fields.has(key));

/** The object of the published config beats the flat keys of the class. */
export function readKda(fields: Fields, headsOmitted = 32): KdaMixer {
  const nested = (key: string, plain: string, fallback: number): number =>
    fields.has(`linear_attn_config.${key}`)
      ? fields.count(`linear_attn_config.${key}`)
      : fields.count(plain, fallback);
  return {
    kind: 'kda',
    heads: nested('num_heads', 'linear_num_heads', headsOmitted),
    headDim: nested('head_dim', 'linear_head_dim', 128),
    convKernel: nested('short_conv_kernel_size', 'linear_conv_kernel_dim', 4),
    fullRankGate: fields.flag('linear_attn_config.use_full_rank_gate', false),
  };
}

function readKimiMoe(fields: Fields): MoeFeedForward {
  const moe = readMoe(fields, {
    experts: ['num_experts', 256],
    expertsPerToken: ['num_experts_per_token', 8],
    expertWidth: ['moe_intermediate_size', 1024],
  });
  const sharedWidth = readSharedWidth(fields, ['num_shared_experts', 1], moe.expertWidth);
  const latentWidth = fields.optionalCount('routed_expert_hidden_size');
  if (latentWidth === undefined) return { ...moe, sharedWidth };
  // The norm on the latent, and the router's bias, which is a weight here and a buffer in transformers' class.
  const norm = fields.flag('latent_moe_use_norm', false) ? latentWidth : 0;
  return { ...moe, sharedWidth, latentWidth, extraParameters: norm + moe.experts };
}

/** `full_attn_layers` and `kda_layers`, both counted from 1; where one is missing, the class's own rule. */
function readLayerLists(fields: Fields, layerCount: number): PatternRule {
  const full = 'linear_attn_config.full_attn_layers';
  const linear = 'linear_attn_config.kda_layers';
  if (fields.node(full) === undefined || fields.node(linear) === undefined) {
    return { type: (index) => (index > 0 && index % 4 === 0 ? 'full_attention' : 'linear_attention') };
  }
  const decided = new Map<number, { readonly type: string; readonly pointer: string }>();
  // The linear list is read last and wins where both name a layer.
  for (const [key, type] of [
    [full, 'full_attention'],
    [linear, 'linear_attention'],
  ] as const) {
    const base = fields.pointer(key);
    fields.integers(key)?.forEach((layer, index) => {
      const pointer = joinPointer(base, index);
      if (layer < 1 || layer > layerCount) {
        fields.reportAt(
          'range',
          key,
          pointer,
          `Layer ${layer} of \`${key}\` does not exist: layers are counted from 1 to ${layerCount}.`,
        );
      } else {
        decided.set(layer - 1, { type, pointer });
      }
    });
  }
  const missing = Array.from({ length: layerCount }, (_, index) => index).filter(
    (index) => !decided.has(index),
  );
  if (missing.length > 0) {
    fields.report(
      'conflict',
      linear,
      `Layer ${missing[0]! + 1} is in neither \`kda_layers\` nor \`full_attn_layers\`${missing.length > 1 ? `, nor are ${missing.length - 1} more` : ''}.`,
    );
  }
  return {
    type: (index) => decided.get(index)?.type ?? 'linear_attention',
    decidedBy: linear,
    entry: (index) => decided.get(index)?.pointer,
  };
}
