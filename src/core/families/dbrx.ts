import { readMoe } from './decoder';
import { decoderFamily } from './decoder-family';

/** DBRX (transformers, `DbrxConfig`), whose attention and experts have objects of their own in the config. */
export const dbrx = decoderFamily({
  id: 'dbrx',
  title: 'DBRX',
  modelTypes: ['dbrx'],
  architectures: ['Dbrx'],
  aliases: {
    hidden_size: ['d_model'],
    num_attention_heads: ['n_heads'],
    num_hidden_layers: ['n_layers'],
    max_position_embeddings: ['max_seq_len'],
  },
  check: (fields) => {
    if (!fields.has('attn_config.rope_theta')) {
      fields.report(
        'missing',
        'attn_config.rope_theta',
        '`attn_config` has no `rope_theta`, and `DbrxAttentionConfig` no default for it (DBRX has 500000).',
      );
    }
    if (!fields.flag('tie_word_embeddings', false)) return;
    fields.report(
      'conflict',
      'tie_word_embeddings',
      '`DbrxConfig` refuses `tie_word_embeddings`: the head of this model is never the embedding.',
    );
  },
  sizes: { hidden: 2048, vocabulary: 32_000, layers: 24 },
  attention: {
    queryHeads: 16,
    computed: ['num_key_value_heads', 'head_dim'],
    more: (fields) => ({ keyValueHeads: fields.count('attn_config.kv_n_heads', 1) }),
  },
  feedForward: (fields) =>
    readMoe(fields, {
      experts: ['ffn_config.moe_num_experts', 4],
      expertsPerToken: ['ffn_config.moe_top_k', 1],
      expertWidth: ['ffn_config.ffn_hidden_size', 3584],
    }),
});
