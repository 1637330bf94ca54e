import { decoderFamily, gatedMlp } from './decoder-family';

/** StableLM (transformers, `StableLmConfig`): LayerNorm, rotary positions on a quarter of each head. */
export const stablelm = decoderFamily({
  id: 'stablelm',
  title: 'StableLM',
  modelTypes: ['stablelm'],
  architectures: ['StableLm', 'StableLM'],
  rotaryShare: 0.25,
  sizes: { hidden: 2560, vocabulary: 50_304, layers: 32 },
  attention: {
    queryHeads: 32,
    keyValueHeads: 32,
    computed: ['head_dim'],
    headsDivideWidth: true,
    more: (fields) => ({
      queryKeyValueBias: fields.flag('use_qkv_bias', false),
      // A norm of its own per head, without bias: as many weights as one over all heads.
      ...(fields.flag('qk_layernorm', false) && { queryKeyNorm: 'full' }),
    }),
  },
  feedForward: gatedMlp(6912),
  normWeights: 2,
  extras: (fields, hiddenSize) =>
    // Side by side, attention and feed-forward share one norm.
    fields.flag('use_parallel_residual', false) ? { blockParameters: () => 2 * hiddenSize } : {},
});
