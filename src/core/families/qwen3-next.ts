import type { GatedDeltanetMixer } from '../mixers/gated-deltanet';
import type { Family } from './family';
import type { Fields } from './fields';
import { assembleDecoder, dense, readAttention, readLayerTypes, readMoe, type LayerType } from './decoder';

/** Three Gated DeltaNet layers to one gated full attention layer (transformers, `Qwen3NextConfig`). */
export const qwen3Next: Family = {
  id: 'qwen3_next',
  title: 'Qwen3-Next',
  modelTypes: ['qwen3_next'],
  architectures: ['Qwen3Next'],
  publishedRatio: { ratio: '3:1', source: 'Qwen3-Next-80B-A3B config.json' },
  describe(fields) {
    const hiddenSize = fields.count('hidden_size', 2048);
    const layerTypes = readIntervalPattern(fields, fields.layerCount('num_hidden_layers', 48));
    const geometry = readGatedAttention(fields, hiddenSize, {
      queryHeads: 16,
      keyValueHeads: 2,
      headDim: 256,
    });
    const gatedDeltanet = readGatedDeltanet(fields);
    const denseWidth = fields.count('intermediate_size', 5120);
    const moe = readMoe(
      fields,
      {
        experts: 'num_experts',
        expertsPerToken: 'num_experts_per_tok',
        expertWidth: 'moe_intermediate_size',
        defaults: { experts: 512, expertsPerToken: 10, expertWidth: 512 },
      },
      { sharedWidth: fields.count('shared_expert_intermediate_size', 512), sharedGate: true },
    );
    const sparse = readSparseLayers(fields);
    return assembleDecoder(fields, {
      hiddenSize,
      vocabularySize: fields.count('vocab_size', 151_936),
      layerTypes,
      mixer: (type) => (type === 'linear_attention' ? gatedDeltanet : { kind: 'full', ...geometry }),
      feedForward: (index) => (sparse(index) ? moe : dense(denseWidth)),
    });
  },
};

/** `layer_types`, else full attention in every `full_attention_interval`-th layer. */
export function readIntervalPattern(fields: Fields, layerCount: number): LayerType[] {
  const interval = fields.count('full_attention_interval', 4);
  return readLayerTypes(fields, layerCount, {
    allowed: ['linear_attention', 'full_attention'],
    fallback: (index) => ((index + 1) % interval === 0 ? 'full_attention' : 'linear_attention'),
    decidedBy: 'full_attention_interval',
  });
}

export function readGatedDeltanet(fields: Fields): GatedDeltanetMixer {
  return {
    kind: 'gated-deltanet',
    keyHeads: fields.count('linear_num_key_heads', 16),
    valueHeads: fields.count('linear_num_value_heads', 32),
    keyDim: fields.count('linear_key_head_dim', 128),
    valueDim: fields.count('linear_value_head_dim', 128),
    convKernel: fields.count('linear_conv_kernel_dim', 4),
  };
}

/** Full attention with a norm per query and key head and a gate of the queries' width on the output. */
export function readGatedAttention(
  fields: Fields,
  hiddenSize: number,
  defaults: Parameters<typeof readAttention>[2],
) {
  const bias = fields.flag('attention_bias', false);
  return {
    ...readAttention(fields, hiddenSize, defaults),
    queryKeyNorm: 'head',
    outputGate: true,
    queryKeyValueBias: bias,
    outputBias: bias,
  } as const;
}

/** Which layers route to experts (transformers, `Qwen3NextDecoderLayer`). */
export function readSparseLayers(fields: Fields): (index: number) => boolean {
  const denseLayers = new Set(fields.integers('mlp_only_layers'));
  const step = fields.count('decoder_sparse_step', 1);
  return (index) => !denseLayers.has(index) && (index + 1) % step === 0;
}
