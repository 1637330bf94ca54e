/** Plain decoders of remote code, which transformers has no class for: Llama's block under other names. */
import { decoderFamily, gatedMlp } from './decoder-family';

/** Baichuan 1 and 2 (baichuan-inc, modeling_baichuan.py): one fused projection for q, k and v, and no biases. */
export const baichuan = decoderFamily({
  id: 'baichuan',
  title: 'Baichuan',
  modelTypes: ['baichuan'],
  architectures: ['Baichuan', 'BaiChuan'],
  aliases: { max_position_embeddings: ['model_max_length'] },
  sizes: { hidden: 4096, vocabulary: 125_696, layers: 32 },
  attention: { queryHeads: 32 },
  pattern: () => ({ type: () => 'full_attention' }),
  list: false,
  feedForward: gatedMlp(11_008),
});

/**
 * ChatGLM 2 and 3 (THUDM, modeling_chatglm.py): keys and values in a few groups, biases on q, k and v alone, a gate in
 * the feed-forward.
 */
export const chatglm = decoderFamily({
  id: 'chatglm',
  title: 'ChatGLM',
  modelTypes: ['chatglm'],
  architectures: ['ChatGLM'],
  aliases: {
    num_hidden_layers: ['num_layers'],
    intermediate_size: ['ffn_hidden_size'],
    head_dim: ['kv_channels'],
    num_key_value_heads: ['multi_query_group_num'],
    vocab_size: ['padded_vocab_size'],
    max_position_embeddings: ['seq_length'],
  },
  sizes: { hidden: 4096, vocabulary: 65_024, layers: 28 },
  attention: {
    queryHeads: 32,
    headDim: 128,
    more: (fields) => {
      const bias = fields.flag('add_bias_linear', false);
      return { queryKeyValueBias: bias || fields.flag('add_qkv_bias', false), outputBias: bias };
    },
  },
  pattern: () => ({ type: () => 'full_attention' }),
  list: false,
  feedForward: gatedMlp(13_696, 'add_bias_linear'),
});
