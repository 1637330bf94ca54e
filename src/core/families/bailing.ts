import { joinPointer } from '../document/pointer';
import type { MoeFeedForward } from '../feedforward/feedforward';
import type { KdaMixer } from '../mixers/kda';
import type { LightningMixer } from '../mixers/lightning';
import type { Mixer } from '../mixers/registry';
import { readAttention, readMoe } from './decoder';
import {
  decoderFamily,
  gatedMlp,
  mixedFeedForward,
  sparseFrom,
  type DecoderFacts,
  type PatternRule,
} from './decoder-family';
import { readLatentAttention } from './deepseek';
import type { Fields } from './fields';

/** Layers come in groups whose last is softmax attention, as are those that fill no group. */
function readGroups(fields: Fields, layerCount: number): PatternRule {
  const key = 'layer_group_size';
  if (fields.node(key)?.type === 'array') {
    const kinds = fields.integers(key) ?? [];
    const base = fields.pointer(key);
    if (kinds.length !== layerCount) {
      fields.report('conflict', key, `\`${key}\` has ${kinds.length} entries for ${layerCount} layers.`);
    }
    return {
      type: (index) => (kinds[index] === 1 ? 'linear_attention' : 'full_attention'),
      decidedBy: key,
      entry: (index) => (index < kinds.length ? joinPointer(base, index) : undefined),
    };
  }
  const size = fields.count(key);
  const grouped = layerCount - (layerCount % size);
  return {
    type: (index) => ((index + 1) % size === 0 || index >= grouped ? 'full_attention' : 'linear_attention'),
    decidedBy: key,
  };
}

/** Biases of q, k and v, and of the output: `use_bias` switches on all, `use_qkv_bias` the first three. */
function readBiases(fields: Fields) {
  const all = fields.flag('use_bias', false);
  return { queryKeyValueBias: all || fields.flag('use_qkv_bias', false), outputBias: all };
}

const geometry = { nullable: ['head_dim', 'num_key_value_heads'] } as const;

/** Lightning attention with as many key as query heads, whatever the config says of softmax attention's. */
function readLightning(fields: Fields, hiddenSize: number): LightningMixer {
  const { queryHeads: heads, headDim } = readAttention(fields, hiddenSize, geometry);
  const { queryKeyValueBias, outputBias } = readBiases(fields);
  return {
    kind: 'lightning',
    heads,
    headDim,
    singlePrecision: true,
    extraParameters:
      (fields.flag('use_qk_norm', false) ? 2 * headDim : 0) +
      (queryKeyValueBias ? 3 * heads * headDim : 0) +
      (outputBias ? hiddenSize : 0),
  };
}

function readSoftmax(fields: Fields, hiddenSize: number): Mixer {
  return {
    kind: 'full',
    ...readAttention(fields, hiddenSize, geometry),
    ...readBiases(fields),
    ...(fields.flag('use_qk_norm', false) && { queryKeyNorm: 'head' as const }),
  };
}

function readBailingMoe(fields: Fields): MoeFeedForward {
  const moe = readMoe(fields, {
    experts: ['num_experts'],
    expertsPerToken: ['num_experts_per_tok'],
    expertWidth: ['moe_intermediate_size'],
  });
  const width = fields.optionalCount('moe_shared_expert_intermediate_size') ?? moe.expertWidth;
  const shared = fields.flag('moe_router_enable_shared_expert', true)
    ? fields.count('num_shared_experts', 0, 0)
    : 0;
  return { ...moe, sharedWidth: shared * width };
}

const shared = {
  sizes: {},
  list: false,
  pattern: readGroups,
  // The bias of the router's scores is a buffer.
  feedForward: mixedFeedForward({
    sparse: sparseFrom('first_k_dense_replace', 0),
    moe: readBailingMoe,
    dense: (fields) => gatedMlp(fields.count('intermediate_size'))(fields),
  }),
} satisfies Partial<DecoderFacts>;

/**
 * Ring-linear 2.0 (inclusionAI; SGLang, `BailingMoELinearDecoderLayer`): lightning attention with one layer of softmax
 * attention in each group of `layer_group_size`.
 */
export const bailingMoeLinear = decoderFamily({
  ...shared,
  id: 'bailing_moe_linear',
  title: 'Ring-linear',
  modelTypes: ['bailing_moe_linear'],
  architectures: ['BailingMoeLinear'],
  publishedRatio: { ratio: '4:1', source: 'Ring-mini-linear-2.0 config.json' },
  mixers: { linear_attention: readLightning, full_attention: readSoftmax },
});

/**
 * Ling 2.5 and 3 (`BailingMoeV2_5`, `BailingMoeV3`): the groups of Ring-linear with latent attention. The linear
 * layers are Kimi Delta Attention where the config gives them a convolution, else lightning attention.
 */
export const bailingHybrid = decoderFamily({
  ...shared,
  id: 'bailing_hybrid',
  title: 'Ling 2.5 and 3',
  modelTypes: ['bailing_hybrid'],
  architectures: ['BailingMoeV2_5', 'BailingMoeV3', 'BailingHybrid'],
  publishedRatio: { ratio: '3:1', source: 'Ling-3.0-tiny config.json' },
  mixers: {
    linear_attention: (fields, hiddenSize) =>
      fields.has('short_conv_kernel_size') ? readKda(fields, hiddenSize) : readLightning(fields, hiddenSize),
    full_attention: (fields, hiddenSize) =>
      fields.has('kv_lora_rank') ? readLatent(fields) : readSoftmax(fields, hiddenSize),
  },
  extras: () => ({
    inexact: 'counted by the tensors that public ports list; its class is not in transformers',
  }),
});

function readKda(fields: Fields, hiddenSize: number): KdaMixer {
  const { queryHeads: heads, headDim } = readAttention(fields, hiddenSize, geometry);
  const fullRank = fields.flag('no_kda_lora', false);
  return {
    kind: 'kda',
    heads,
    headDim,
    convKernel: fields.count('short_conv_kernel_size'),
    fullRankGate: fullRank,
    fullRankDecay: fullRank,
  };
}

function readLatent(fields: Fields): Mixer {
  const gate = fields.text('gated_attention_proj_granularity_type');
  return {
    kind: 'mla',
    ...readLatentAttention(fields, { heads: 32 }),
    bias: false,
    outputGate: gate === 'element_wise',
    headGate: gate === 'head_wise',
  };
}
