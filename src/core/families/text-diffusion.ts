/**
 * Language models that denoise whole blocks of text: attention looks both ways, so by default nothing is kept between
 * steps. What is sized is the cache of their block-wise decoding, where a finished block's keys and values are kept.
 */
import { decoderFamily, gatedMlp, type DecoderFacts } from './decoder-family';

const note =
  'Text diffusion: attention looks both ways, and by default no keys and values are kept. The cache shown is that of block-wise decoding, which keeps finished blocks.';
const blockNote =
  'Text diffusion in blocks: attention looks both ways in a block, and back to the blocks before it, whose keys and values are kept.';

const shared = {
  pattern: () => ({ type: () => 'full_attention' }),
  list: false,
  extras: () => ({ notes: [note] }),
} satisfies Partial<DecoderFacts>;

/** SDAR (JetLM/SDAR, modeling_sdar.py, and generate.py with a `DynamicCache`): Qwen3 with norms on queries and keys. */
export const sdar = decoderFamily({
  ...shared,
  extras: () => ({ notes: [blockNote] }),
  id: 'sdar',
  title: 'SDAR (text diffusion)',
  modelTypes: ['sdar'],
  architectures: ['SDAR'],
  sizes: { hidden: 4096, vocabulary: 151_936, layers: 32 },
  attention: { queryHeads: 32, keyValueHeads: 32, headDim: 128, more: () => ({ queryKeyNorm: 'head' }) },
  feedForward: gatedMlp(22_016),
});

/** Dream (HKUNLP/Dream, modeling_dream.py): Qwen2 with biases on q, k and v. */
export const dream = decoderFamily({
  ...shared,
  id: 'dream',
  title: 'Dream (text diffusion)',
  modelTypes: ['dream', 'Dream'],
  architectures: ['Dream'],
  sizes: { hidden: 4096, vocabulary: 151_936, layers: 32 },
  attention: { queryHeads: 32, keyValueHeads: 32, more: () => ({ queryKeyValueBias: true }) },
  feedForward: gatedMlp(22_016),
});

/** LLaDA (ML-GSAI/LLaDA, modeling_llada.py): OLMo's names, Llama's block. */
export const llada = decoderFamily({
  ...shared,
  id: 'llada',
  title: 'LLaDA (text diffusion)',
  modelTypes: ['llada'],
  architectures: ['LLaDA'],
  aliases: {
    hidden_size: ['d_model'],
    num_hidden_layers: ['n_layers'],
    num_attention_heads: ['n_heads'],
    num_key_value_heads: ['n_kv_heads'],
    intermediate_size: ['mlp_hidden_size'],
    vocab_size: ['embedding_size'],
    tie_word_embeddings: ['weight_tying'],
    max_position_embeddings: ['max_sequence_length'],
  },
  sizes: { hidden: 4096, vocabulary: 126_464, layers: 32 },
  attention: { queryHeads: 32, nullable: ['num_key_value_heads'] },
  feedForward: gatedMlp(12_288),
});
