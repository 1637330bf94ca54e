import { decoderFamily } from './decoder-family';
import { computed } from './gpt2';

/**
 * MPT (transformers, `MptConfig`): positions by ALiBi, no biases anywhere. The class reads neither `expansion_ratio`
 * nor the key/value heads of `attn_config`.
 */
export const mpt = decoderFamily({
  id: 'mpt',
  title: 'MPT',
  modelTypes: ['mpt'],
  architectures: ['Mpt', 'MPT'],
  aliases: {
    hidden_size: ['d_model'],
    num_attention_heads: ['n_heads'],
    num_hidden_layers: ['n_layers'],
    max_position_embeddings: ['max_seq_len'],
  },
  rotaryShare: 0,
  sizes: { hidden: 2048, vocabulary: 50_368, layers: 24 },
  attention: { queryHeads: 16, computed },
  feedForward: (_fields, _layerCount, hiddenSize) => ({ kind: 'dense', width: 4 * hiddenSize, gated: false }),
  tied: true,
});
