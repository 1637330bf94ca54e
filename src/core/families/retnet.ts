import { dense } from './decoder';
import { decoderFamily } from './decoder-family';

/**
 * RetNet by the names of microsoft/torchscale, as its ports to Hugging Face write them (`decoder_embed_dim`): retention
 * with values wider than keys, and a gated feed-forward.
 */
export const retnet = decoderFamily({
  id: 'retnet',
  title: 'RetNet',
  modelTypes: ['retnet'],
  architectures: ['RetNet'],
  aliases: {
    hidden_size: ['decoder_embed_dim'],
    num_hidden_layers: ['decoder_layers'],
    num_heads: ['decoder_retention_heads'],
    intermediate_size: ['decoder_ffn_embed_dim'],
  },
  sizes: { vocabulary: 50_257 },
  list: false,
  pattern: () => ({ type: () => 'linear_attention' }),
  mixers: {
    linear_attention: (fields, hiddenSize) => {
      const heads = fields.count('num_heads');
      const values = fields.optionalCount('decoder_value_embed_dim') ?? 2 * hiddenSize;
      return {
        kind: 'retention',
        heads,
        keyDim: Math.max(1, Math.floor(hiddenSize / heads)),
        valueDim: Math.max(1, Math.floor(values / heads)),
        normWeights: 0,
      };
    },
  },
  feedForward: (fields) => dense(fields.count('intermediate_size'), { gated: fields.flag('use_glu', true) }),
  extras: () => ({ inexact: 'counted by torchscale’s projections; norms of its ports differ' }),
});
