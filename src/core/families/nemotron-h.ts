import { isNull, stringValue } from '../document/node';
import { joinPointer } from '../document/pointer';
import type { FeedForward } from '../feedforward/feedforward';
import type { Mixer } from '../mixers/registry';
import { parseDtype } from '../reference/dtypes';
import {
  assembleDecoder,
  canonicalLayerType,
  dense,
  lazy,
  readAttention,
  readMoe,
  type LayerType,
} from './decoder';
import type { Family } from './family';
import type { Fields } from './fields';

/** Letters of `hybrid_override_pattern` (transformers, `NemotronHConfig._pattern_to_list`). */
export const blockLetters: Readonly<Record<string, string>> = {
  M: 'linear_attention',
  '*': 'full_attention',
  '-': 'mlp',
  E: 'moe',
};

const types = Object.values(blockLetters);

/**
 * Nemotron-H and Nemotron 2 and 3 (transformers, `NemotronHConfig`): every layer is one norm and one thing, be it
 * Mamba-2, attention, a feed-forward or experts. The pattern alone says how many layers there are.
 */
export const nemotronH: Family = {
  id: 'nemotron_h',
  title: 'Nemotron-H',
  modelTypes: ['nemotron_h'],
  architectures: ['NemotronH'],
  aliases: {
    layers_block_type: ['layer_types'],
    n_routed_experts: ['num_local_experts', 'n_routed_experts'],
    n_groups: ['mamba_n_groups', 'n_groups'],
    conv_kernel: ['mamba_d_conv', 'conv_kernel'],
    use_conv_bias: ['mamba_conv_bias', 'use_conv_bias'],
  },
  // No published ratio: 27:4 (Nano 9B v2), 23:6 (3 Nano), 5:1 (3 Super) and 4:1 (3 Ultra) are all published.
  rotaryShare: 0,
  describe(fields) {
    fields.buildableLayerTypes = types;
    const hiddenSize = fields.count('hidden_size', 4096);
    const mixerOf = readMixers(fields, hiddenSize);
    const feedForwardOf = readFeedForwards(fields, hiddenSize);
    return assembleDecoder(fields, {
      hiddenSize,
      vocabularySize: fields.count('vocab_size', 131_072),
      layerTypes: readBlocks(fields),
      mixer: (type) => mixerOf(type),
      feedForward: (_index, type) => feedForwardOf(type),
      blockParameters: () => hiddenSize,
      // `NemotronHForCausalLM` names no tied weights: the flag has no effect.
      tied: false,
      // float32 where it is left out: vLLM, `NemotronHForCausalLMConfig`.
      stateDtype: parseDtype(fields.text('mamba_ssm_cache_dtype') ?? '') ?? 'fp32',
    });
  },
};

function readMixers(fields: Fields, hiddenSize: number): (type: string) => Mixer {
  const attention = lazy(() =>
    readAttention(fields, hiddenSize, { queryHeads: 32, keyValueHeads: 8, headDim: 128 }),
  );
  const mamba = lazy(() => ({
    kind: 'mamba2' as const,
    heads: fields.count('mamba_num_heads', 128),
    headDim: fields.count('mamba_head_dim', 64),
    stateDim: fields.count('ssm_state_size', 128),
    groups: fields.count('n_groups', 8),
    convKernel: fields.count('conv_kernel', 4),
    convBias: fields.flag('use_conv_bias', true),
    projectionBias: fields.flag('use_bias', false),
    gatedNorm: true,
  }));
  return (type) => {
    if (type === 'linear_attention') return mamba();
    return type === 'full_attention' ? { kind: 'full', ...attention() } : { kind: 'none' };
  };
}

function readFeedForwards(fields: Fields, hiddenSize: number): (type: string) => FeedForward {
  const bias = fields.flag('mlp_bias', false);
  const plain = lazy(() => dense(fields.count('intermediate_size', 21_504), { gated: false, bias }));
  const moe = lazy(() => {
    const sharedWidth = fields.count('moe_shared_expert_intermediate_size', 7688);
    const latentWidth = fields.optionalCount('moe_latent_size');
    const latentBias = latentWidth === undefined ? 0 : latentWidth + hiddenSize;
    return readMoe(
      fields,
      {
        experts: ['n_routed_experts', 8],
        expertsPerToken: ['num_experts_per_tok', 2],
        expertWidth: ['moe_intermediate_size', 7688],
      },
      {
        gated: false,
        sharedWidth,
        ...(latentWidth !== undefined && { latentWidth }),
        // Biases of the shared expert and of the projections into the latent; routed experts have none.
        ...(bias && { extraParameters: sharedWidth + hiddenSize + latentBias }),
      },
    );
  });
  return (type) => {
    if (type === 'mlp') return plain();
    return type === 'moe' ? moe() : { kind: 'none' };
  };
}

/** `layers_block_type`, else `hybrid_override_pattern`, else four layers, one of each kind. */
function readBlocks(fields: Fields): LayerType[] {
  const list = fields.list('layers_block_type');
  if (list) {
    const base = fields.pointer('layers_block_type');
    return list.map((item, index) => {
      const pointer = joinPointer(base, index);
      const type = canonicalLayerType(stringValue(item) ?? '');
      if (types.includes(type)) return { type, pointer };
      fields.reportAt(
        'conflict',
        'layers_block_type',
        pointer,
        `Entry ${index} of \`layers_block_type\` is no layer of Nemotron-H: ${types.join(', ')}.`,
      );
      return { type: 'linear_attention', pointer };
    });
  }
  const key = 'hybrid_override_pattern';
  const pointer = fields.pointer(key);
  const node = fields.node(key);
  if (node === undefined) {
    const place = fields.pointer('layers_block_type');
    fields.defaulted.push({ field: key, value: 'ME*-' });
    return ['linear_attention', 'moe', 'full_attention', 'mlp'].map((type) => ({ type, pointer: place }));
  }
  const text = stringValue(node);
  if (text === undefined || text === '') {
    fields.report(
      isNull(node) ? 'missing' : 'type',
      key,
      `\`${key}\` must be a text of the letters ${Object.keys(blockLetters).join(' ')}, one per layer.`,
    );
  }
  return Array.from(text ?? '', (letter, index) => {
    const type = blockLetters[letter];
    if (type !== undefined) return { type, pointer };
    fields.report(
      'conflict',
      key,
      `Letter ${index + 1} of \`${key}\` is "${letter}"; only M, *, - and E are known.`,
    );
    return { type: 'linear_attention', pointer };
  });
}
