import { readAttentionBias, readMoe } from './decoder';
import { decoderFamily, gatedMlp, plainMlp } from './decoder-family';

/** Phi-1, 1.5 and 2 (transformers, `PhiConfig`): biases everywhere, attention and feed-forward side by side. */
export const phi = decoderFamily({
  id: 'phi',
  title: 'Phi-2',
  modelTypes: ['phi'],
  architectures: ['Phi'],
  rotaryShare: 0.5,
  sizes: { hidden: 2048, vocabulary: 51_200, layers: 24 },
  attention: {
    queryHeads: 32,
    nullable: ['num_key_value_heads'],
    more: (fields) => ({
      queryKeyValueBias: true,
      outputBias: true,
      ...(fields.flag('qk_layernorm', false) && { queryKeyNorm: 'head', queryKeyNormBias: true }),
    }),
  },
  feedForward: plainMlp({ key: 'intermediate_size', omitted: 8192, bias: true }),
  normsPerBlock: 1,
  normWeights: 2,
  extras: () => ({ headBias: true }),
});

/** Phi-3, 3.5 and 4 (transformers, `Phi3Config`): a window only where the config sets one, then in every layer. */
export const phi3 = decoderFamily({
  id: 'phi3',
  title: 'Phi-3',
  // Conversions of Phi-4-mini call it `phi4` and keep Phi-3's class.
  modelTypes: ['phi3', 'phi4'],
  architectures: ['Phi3'],
  sizes: { hidden: 3072, vocabulary: 32_064, layers: 32 },
  attention: { queryHeads: 32, nullable: ['num_key_value_heads'] },
  feedForward: gatedMlp(8192),
});

/** Phi-3.5-MoE (transformers, `PhimoeConfig`). */
export const phimoe = decoderFamily({
  id: 'phimoe',
  title: 'Phi-3.5-MoE',
  modelTypes: ['phimoe'],
  architectures: ['Phimoe', 'PhiMoE'],
  sizes: { hidden: 4096, vocabulary: 32_064, layers: 32 },
  attention: { queryHeads: 32, keyValueHeads: 8, more: readAttentionBias },
  feedForward: (fields) =>
    readMoe(fields, {
      experts: ['num_local_experts', 16],
      expertsPerToken: ['num_experts_per_tok', 2],
      expertWidth: ['intermediate_size', 6400],
    }),
  normWeights: 2,
  extras: (fields) => ({ headBias: fields.flag('lm_head_bias', false) }),
});

/** Phi-4-multimodal (Microsoft, modeling_phi4mm.py): Phi-4-mini with low-rank adapters for images and for sound. */
export const phi4mm = decoderFamily({
  id: 'phi4mm',
  title: 'Phi-4-multimodal',
  modelTypes: ['phi4mm'],
  architectures: ['Phi4MM'],
  sizes: {},
  attention: { nullable: ['num_key_value_heads'] },
  feedForward: gatedMlp(8192),
  extras: () => ({
    inexact:
      'the language model alone: encoders of images and sound and the adapters for them are not counted',
  }),
});

/**
 * The same in transformers (`Phi4MultimodalConfig`): the language model's keys stand beside those of the encoders,
 * and the adapters are files of their own.
 */
export const phi4Multimodal = decoderFamily({
  id: 'phi4_multimodal',
  title: 'Phi-4-multimodal (transformers)',
  modelTypes: ['phi4_multimodal'],
  architectures: ['Phi4Multimodal'],
  sizes: { hidden: 3072, vocabulary: 200_064, layers: 32 },
  attention: { queryHeads: 32, keyValueHeads: 8, nullable: ['num_key_value_heads'] },
  feedForward: gatedMlp(8192),
  extras: () => ({
    inexact: 'the language model alone: encoders of images and sound are not counted',
  }),
});
