import { decoderFamily, plainMlp } from './decoder-family';
import { biased, computed } from './gpt2';

/** XGLM (transformers, `XGLMConfig`): OPT's blocks with positions that are computed. */
export const xglm = decoderFamily({
  id: 'xglm',
  title: 'XGLM',
  modelTypes: ['xglm'],
  architectures: ['XGLM'],
  aliases: {
    hidden_size: ['d_model'],
    num_attention_heads: ['attention_heads'],
    num_hidden_layers: ['num_layers'],
  },
  rotaryShare: 0,
  sizes: { hidden: 1024, vocabulary: 256_008, layers: 24 },
  attention: { queryHeads: 16, computed, headsDivideWidth: true, more: biased },
  feedForward: plainMlp({ key: 'ffn_dim', omitted: 4096, bias: true }),
  normWeights: 2,
  tied: true,
});
