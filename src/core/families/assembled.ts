import type { LayerPlan } from '../dialects/dialect';
import type { FeedForward } from '../feedforward/feedforward';
import type { AttentionGeometry } from '../mixers/attention';
import type { LatentGeometry } from '../mixers/mla';
import type { Mixer } from '../mixers/registry';
import { assembleDecoder, lazy } from './decoder';
import type { Family } from './family';
import type { Fields } from './fields';
import { readTimeStepRank } from './mamba';

/**
 * A decoder that a training framework puts together from switches: whether feed-forwards have a gate, projections
 * biases, norms a bias. The dialect names every switch (below), so nothing here has a default but "no".
 *
 * | field | says |
 * | --- | --- |
 * | `norm_weights` | weights of a norm per channel: 0, 1 (RMSNorm) or 2 (LayerNorm) |
 * | `norms_per_layer`, `final_norm` | norms of model width in a layer; whether one stands at the end |
 * | `qkv_bias`, `output_bias`, `mlp_bias`, `expert_bias`, `router_bias`, `head_bias` | biases |
 * | `qk_norm` | `head` or `full` |
 * | `mlp_gated`, `shared_expert_gate`, `attention_output_gate` | gates |
 * | `learned_positions` | rows of a position embedding |
 * | `latent_norms` | false where latent attention has no norms of its own |
 */
export function assembledFamily(id: string, title: string): Family {
  return { id, title, modelTypes: [], architectures: [], describe };
}

function describe(fields: Fields) {
  const hiddenSize = fields.count('hidden_size');
  const layerCount = fields.layerCount('num_hidden_layers');
  const { layer } = fields.config;
  const pointer = fields.pointer('num_hidden_layers');
  const sparse = fields.has('num_experts');
  const plans = Array.from(
    { length: layerCount },
    (_, index): LayerPlan =>
      layer?.(index) ?? { mixer: 'full', feedForward: sparse ? 'moe' : 'dense', pointer },
  );
  const mixerOf = readMixers(fields, hiddenSize);
  const feedForwardOf = readFeedForwards(fields);
  const normWeights = fields.count('norm_weights', 1, 0);
  const norms = fields.count('norms_per_layer', 2, 0) * normWeights * hiddenSize;
  const positions = fields.optionalCount('learned_positions');
  return assembleDecoder(fields, {
    hiddenSize,
    vocabularySize: fields.count('vocab_size'),
    layerTypes: plans.map(({ mixer, pointer: place }) => ({ type: mixer, pointer: place })),
    mixer: mixerOf,
    feedForward: (index) => feedForwardOf(plans[index]!.feedForward),
    blockParameters: (index) => norms - unusedNorms(fields, mixerOf(plans[index]!.mixer)),
    finalNormParameters: fields.flag('final_norm', true) ? normWeights * hiddenSize : 0,
    tied: fields.flag('tie_word_embeddings', false),
    headBias: fields.flag('head_bias', false),
    parts:
      positions === undefined ? [] : [{ name: 'position embedding', parameters: positions * hiddenSize }],
  });
}

/** Weights of the norms inside latent attention, where the config builds it without. */
function unusedNorms(fields: Fields, mixer: Mixer): number {
  return (mixer.kind === 'mla' || mixer.kind === 'dsa') && !fields.flag('latent_norms', true)
    ? (mixer.queryRank ?? 0) + mixer.keyValueRank
    : 0;
}

function readMixers(fields: Fields, hiddenSize: number): (kind: string) => Mixer {
  const readers: Readonly<Record<string, () => Mixer>> = {
    full: lazy(() => ({ kind: 'full', ...softmax(fields, hiddenSize) })),
    sliding: lazy(() => ({
      kind: 'sliding',
      ...softmax(fields, hiddenSize),
      windowTokens: fields.count('sliding_window'),
    })),
    mla: lazy(() => ({ kind: 'mla', ...latent(fields) })),
    dsa: lazy(() => ({
      kind: 'dsa',
      ...latent(fields),
      indexHeads: fields.count('index_n_heads'),
      indexDim: fields.count('index_head_dim'),
      topTokens: fields.count('index_topk'),
      ownsIndexer: true,
    })),
    mamba1: lazy(() => ({
      kind: 'mamba1',
      innerDim: fields.count('expand', 2) * hiddenSize,
      stateDim: fields.count('state_size', 16),
      timeStepRank: readTimeStepRank(fields, 'time_step_rank', hiddenSize),
      convKernel: fields.count('conv_kernel', 4),
      convBias: fields.flag('use_conv_bias', true),
      projectionBias: fields.flag('use_bias', false),
    })),
    mamba2: lazy(() => ({
      kind: 'mamba2',
      heads: fields.count('mamba_num_heads'),
      headDim: fields.count('mamba_head_dim'),
      stateDim: fields.count('ssm_state_size'),
      groups: fields.count('n_groups'),
      convKernel: fields.count('conv_kernel', 4),
      convBias: true,
      projectionBias: false,
      gatedNorm: true,
    })),
    'gated-deltanet': lazy(() => ({
      kind: 'gated-deltanet',
      keyHeads: fields.count('linear_num_key_heads'),
      valueHeads: fields.count('linear_num_value_heads'),
      keyDim: fields.count('linear_key_head_dim'),
      valueDim: fields.count('linear_value_head_dim'),
      convKernel: fields.count('linear_conv_kernel_dim'),
    })),
    none: () => ({ kind: 'none' }),
  };
  return (kind) => readers[kind]?.() ?? { kind: 'none' };
}

function softmax(fields: Fields, hiddenSize: number): AttentionGeometry {
  const queryHeads = fields.count('num_attention_heads');
  const keyValueHeads = fields.optionalCount('num_key_value_heads') ?? queryHeads;
  const headDim = fields.optionalCount('head_dim') ?? Math.max(1, Math.floor(hiddenSize / queryHeads));
  const norm = fields.text('qk_norm');
  return {
    queryHeads,
    keyValueHeads,
    headDim,
    valueHeadDim: headDim,
    queryKeyValueBias: fields.flag('qkv_bias', false),
    outputBias: fields.flag('output_bias', false),
    ...((norm === 'head' || norm === 'full') && { queryKeyNorm: norm }),
    sinks: fields.flag('attention_sinks', false),
    outputGate: fields.flag('attention_output_gate', false),
    // A LayerNorm on queries and keys has a bias beside the weight.
    ...(norm === 'head' && fields.count('norm_weights', 1, 0) === 2 && { extraParameters: 2 * headDim }),
  };
}

function latent(fields: Fields): LatentGeometry {
  const queryRank = fields.optionalCount('q_lora_rank');
  return {
    heads: fields.count('num_attention_heads'),
    ...(queryRank !== undefined && { queryRank }),
    keyValueRank: fields.count('kv_lora_rank'),
    nopeDim: fields.count('qk_nope_head_dim'),
    ropeDim: fields.count('qk_rope_head_dim'),
    valueDim: fields.count('v_head_dim'),
    bias: fields.flag('output_bias', false),
  };
}

function readFeedForwards(fields: Fields): (kind: LayerPlan['feedForward']) => FeedForward {
  const gated = fields.flag('mlp_gated', true);
  const dense = lazy((): FeedForward => ({
    kind: 'dense',
    width: fields.count('intermediate_size'),
    gated,
    bias: fields.flag('mlp_bias', false),
  }));
  const moe = lazy((): FeedForward => {
    const sharedWidth = fields.optionalCount('shared_expert_intermediate_size') ?? 0;
    return {
      kind: 'moe',
      experts: fields.count('num_experts'),
      expertsPerToken: fields.count('num_experts_per_tok'),
      expertWidth: fields.count('moe_intermediate_size'),
      gated,
      sharedWidth,
      sharedGate: sharedWidth > 0 && fields.flag('shared_expert_gate', false),
      routerBias: fields.flag('router_bias', false),
      expertBias: fields.flag('expert_bias', false),
    };
  });
  return (kind) => (kind === 'none' ? { kind } : kind === 'moe' ? moe() : dense());
}
