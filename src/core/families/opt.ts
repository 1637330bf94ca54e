import { decoderFamily, plainMlp } from './decoder-family';
import { computed, positionEmbedding } from './gpt2';
import type { Fields } from './fields';

const bias = (fields: Fields): boolean => fields.flag('enable_bias', true);

/**
 * OPT (transformers, `OPTConfig`): learned positions with two rows to spare. The 350M embeds at half its width and
 * has no final norm, since its norms stand behind attention and feed-forward.
 */
export const opt = decoderFamily({
  id: 'opt',
  title: 'OPT',
  modelTypes: ['opt'],
  architectures: ['OPT'],
  rotaryShare: 0,
  sizes: { hidden: 768, vocabulary: 50_272, layers: 12 },
  attention: {
    queryHeads: 12,
    computed,
    headsDivideWidth: true,
    more: (fields) => ({ queryKeyValueBias: bias(fields), outputBias: bias(fields) }),
  },
  feedForward: plainMlp({ key: 'ffn_dim', omitted: 3072, bias }),
  tied: true,
  extras: (fields, hiddenSize) => {
    const embeddingWidth = fields.optionalCount('word_embed_proj_dim') ?? hiddenSize;
    const norm = fields.flag('layer_norm_elementwise_affine', true) ? 2 * hiddenSize : 0;
    const finalNorm =
      fields.flag('do_layer_norm_before', true) && !fields.flag('_remove_final_layer_norm', false);
    return {
      embeddingWidth,
      blockParameters: () => 2 * norm,
      finalNormParameters: finalNorm ? norm : 0,
      parts: [
        positionEmbedding(fields, hiddenSize, 2048, 2),
        ...(embeddingWidth === hiddenSize
          ? []
          : [{ name: 'projections of the embedding', parameters: 2 * embeddingWidth * hiddenSize }]),
      ],
    };
  },
});
