import { readAttention } from './decoder';
import { decoderFamily, gatedMlp } from './decoder-family';

/**
 * Llama 3.2 Vision (transformers, `MllamaTextConfig` inside `MllamaConfig`): Llama, and layers between that attend to
 * the tokens of an image. Without an image the class skips those, and they keep nothing.
 */
export const mllama = decoderFamily({
  id: 'mllama',
  title: 'Llama 3.2 Vision',
  modelTypes: ['mllama_text_model', 'mllama'],
  architectures: ['Mllama'],
  sizes: { hidden: 4096, vocabulary: 128_256, layers: 40 },
  attention: { queryHeads: 32, keyValueHeads: 8, computed: ['head_dim'] },
  mixers: {
    cross_attention: (fields, hiddenSize) => ({
      kind: 'cross-attention',
      ...readAttention(fields, hiddenSize, { queryHeads: 32, keyValueHeads: 8, computed: ['head_dim'] }),
      queryKeyNorm: 'head',
      // Gates on what attention and feed-forward add.
      extraParameters: 2,
    }),
  },
  list: false,
  pattern: (fields) => {
    const listed = fields.has('cross_attention_layers')
      ? fields.integers('cross_attention_layers')
      : [3, 8, 13, 18, 23, 28, 33, 38];
    const layers = new Set(listed);
    return {
      type: (index) => (layers.has(index) ? 'cross_attention' : 'full_attention'),
      decidedBy: 'cross_attention_layers',
    };
  },
  feedForward: gatedMlp(14_336),
  extras: (_fields, hiddenSize) => ({
    // `MllamaForCausalLM` ties nothing, whatever the flag says.
    tied: false,
    // Rows of the embedding beyond the vocabulary, which the head lacks.
    parts: [{ name: 'embedding of special tokens', parameters: 8 * hiddenSize }],
    notes: [
      'an image adds keys and values of its tokens in the cross-attention layers, as many whatever the length of the text',
    ],
  }),
});
