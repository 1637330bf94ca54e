import { checkHeadsDivideWidth } from './decoder';
import { decoderFamily, gatedMlp } from './decoder-family';

/** MiniCPM3 (transformers, `MiniCPM3Config`): latent attention in every layer, tied embeddings. */
export const minicpm3 = decoderFamily({
  id: 'minicpm3',
  title: 'MiniCPM3',
  modelTypes: ['minicpm3'],
  architectures: ['MiniCPM3'],
  sizes: { hidden: 2560, vocabulary: 73_448, layers: 62 },
  mixers: {
    full_attention: (fields, hiddenSize) => {
      const heads = fields.count('num_attention_heads', 40);
      checkHeadsDivideWidth(fields, hiddenSize, heads);
      const queryRank = fields.node('q_lora_rank') === undefined ? 768 : fields.optionalCount('q_lora_rank');
      return {
        kind: 'mla',
        heads,
        ...(queryRank !== undefined && { queryRank }),
        keyValueRank: fields.count('kv_lora_rank', 256),
        nopeDim: fields.count('qk_nope_head_dim', 64),
        ropeDim: fields.count('qk_rope_head_dim', 32),
        valueDim: fields.optionalCount('v_head_dim') ?? Math.max(1, Math.floor(hiddenSize / heads)),
        bias: fields.flag('attention_bias', false),
      };
    },
  },
  feedForward: gatedMlp(6400, 'mlp_bias'),
  tied: true,
});
