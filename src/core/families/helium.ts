import { readAttention, readAttentionBias } from './decoder';
import { decoderFamily, gatedMlp } from './decoder-family';

/** Helium (transformers, `HeliumConfig`): Llama's block; the output projection is as wide as the model on both sides. */
export const helium = decoderFamily({
  id: 'helium',
  title: 'Helium',
  modelTypes: ['helium'],
  architectures: ['Helium'],
  sizes: { hidden: 2560, vocabulary: 48_000, layers: 24 },
  check: (fields) => {
    const hiddenSize = fields.count('hidden_size', 2560);
    const { queryHeads, headDim } = readAttention(fields, hiddenSize, { queryHeads: 20, headDim: 128 });
    if (queryHeads * headDim === hiddenSize) return;
    fields.report(
      'conflict',
      'head_dim',
      `\`num_attention_heads\` (${queryHeads}) × \`head_dim\` (${headDim}) must be \`hidden_size\` (${hiddenSize}).`,
    );
  },
  attention: {
    queryHeads: 20,
    keyValueHeads: 20,
    headDim: 128,
    more: (fields) => readAttentionBias(fields, false, false),
  },
  feedForward: gatedMlp(7040, 'mlp_bias'),
});
