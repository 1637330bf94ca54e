import { dense } from './decoder';
import { decoderFamily } from './decoder-family';

/**
 * The plain linear-attention transformer of Katharopoulos et al., "Transformers are RNNs" (2020): φ(x) = elu(x) + 1
 * in every layer, a two-layer feed-forward, two LayerNorms. No class of transformers builds it, so nothing but the
 * paper and its authors' library (biases on every projection) says what it weighs.
 */
export const linearTransformer = decoderFamily({
  id: 'linear_transformer',
  title: 'Linear Transformer',
  modelTypes: ['linear_transformer'],
  architectures: ['LinearTransformer'],
  rotaryShare: 0,
  sizes: {},
  mixers: {
    linear_attention: (fields, hiddenSize) => {
      const heads = fields.count('num_attention_heads');
      const headDim = fields.optionalCount('head_dim') ?? Math.max(1, Math.floor(hiddenSize / heads));
      return {
        kind: 'linear',
        heads,
        keyDim: headDim,
        valueDim: headDim,
        featureMap: 'elu+1',
        bias: fields.flag('attention_bias', true),
      };
    },
  },
  pattern: () => ({ type: () => 'linear_attention' }),
  feedForward: (fields) =>
    dense(fields.count('intermediate_size'), { gated: false, bias: fields.flag('mlp_bias', true) }),
  normsPerBlock: 4,
  extras: (_fields, hiddenSize) => ({
    // The final norm is a LayerNorm too.
    parts: [{ name: 'final norm bias', parameters: hiddenSize }],
    inexact: 'not in transformers; counted by the paper, without position embeddings',
    notes: ['Not in transformers: state and weights are those of the paper.'],
  }),
});
