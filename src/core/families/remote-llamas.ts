/** Plain decoders of remote code, which transformers has no class for: Llama's block under other names. */
import { dense, readAttention } from './decoder';
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

/**
 * Qwen, the first (Alibaba, modeling_qwen.py): biases on q, k and v, and a feed-forward of two projections of half of
 * `intermediate_size` each.
 */
export const qwen = decoderFamily({
  id: 'qwen',
  title: 'Qwen',
  modelTypes: ['qwen'],
  architectures: ['QWen'],
  aliases: { max_position_embeddings: ['seq_length'] },
  sizes: { hidden: 4096, vocabulary: 151_936, layers: 32 },
  attention: {
    queryHeads: 32,
    computed: ['num_key_value_heads', 'head_dim'],
    more: (fields) => {
      const headDim = fields.count('kv_channels', 128);
      const outputBias = !fields.flag('no_bias', true);
      return { headDim, valueHeadDim: headDim, queryKeyValueBias: true, outputBias };
    },
  },
  pattern: () => ({ type: () => 'full_attention' }),
  list: false,
  feedForward: (fields) =>
    dense(Math.max(1, Math.floor(fields.count('intermediate_size', 22_016) / 2)), {
      bias: !fields.flag('no_bias', true),
    }),
});

/**
 * Yuan 2.0 (IEIT, yuan_hf_model.py): queries and keys are made of the input filtered over two tokens, by two
 * convolutions with biases and a norm.
 */
export const yuan = decoderFamily({
  id: 'yuan',
  title: 'Yuan 2.0',
  modelTypes: ['yuan'],
  architectures: ['Yuan'],
  aliases: { max_position_embeddings: ['model_max_length'] },
  sizes: { hidden: 2048, vocabulary: 135_040, layers: 24 },
  mixers: {
    full_attention: (fields, hiddenSize) => ({
      kind: 'full',
      ...readAttention(fields, hiddenSize, { queryHeads: 32, computed: ['num_key_value_heads', 'head_dim'] }),
      filteredInputs: hiddenSize,
      extraParameters:
        4 * hiddenSize * Math.floor(hiddenSize / 2) + Math.floor(hiddenSize / 2) + 2 * hiddenSize,
    }),
  },
  pattern: () => ({ type: () => 'full_attention' }),
  list: false,
  feedForward: gatedMlp(8192),
});
