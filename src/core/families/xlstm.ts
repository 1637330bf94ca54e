import { dense } from './decoder';
import { decoderFamily } from './decoder-family';
import type { Fields } from './fields';

const defaults = { hidden: 4096, vocabulary: 50_304, layers: 32 };

/** xLSTM (transformers, `xLSTMConfig`): mLSTM in every layer, and a gated feed-forward of a rounded width. */
export const xlstm = decoderFamily({
  id: 'xlstm',
  title: 'xLSTM',
  modelTypes: ['xlstm'],
  architectures: ['xLSTM'],
  aliases: { hidden_size: ['embedding_dim'], num_hidden_layers: ['num_blocks'] },
  sizes: defaults,
  rotaryShare: 0,
  list: false,
  check: checkOlderNames,
  mixers: {
    linear_attention: (fields, hiddenSize) => {
      const heads = fields.count('num_heads', 8);
      return {
        kind: 'mlstm',
        heads,
        keyDim: readHeadDim(fields, 'qk_dim_factor', 0.5, hiddenSize, heads),
        valueDim: readHeadDim(fields, 'v_dim_factor', 1, hiddenSize, heads),
        bias: fields.flag('use_bias', false),
      };
    },
  },
  feedForward: (fields, _layerCount, hiddenSize) => {
    const width = hiddenSize * readFactor(fields, 'ffn_proj_factor', 2.667);
    const rounded = roundUp(width, fields.count('ffn_round_up_to_multiple_of', 64));
    return dense(Math.max(1, rounded), { bias: fields.flag('use_bias', false) });
  },
  extras: (fields, hiddenSize) => ({
    blockParameters: () => (fields.flag('use_bias', false) ? 4 : 2) * hiddenSize,
    // The class ties nothing, whatever `tie_word_embeddings` says.
    tied: false,
  }),
});

/** As the class rounds, which cuts off what the multiple of the quotient has beyond whole numbers. */
function roundUp(width: number, multiple: number): number {
  return Math.trunc(Math.floor((width + multiple - 1) / multiple) * multiple);
}

/** A factor that is written as a whole number is refused: the class checks for a float. */
function readFactor(fields: Fields, key: string, fallback: number): number {
  const node = fields.node(key);
  if (node?.type === 'scalar' && Number.isInteger(node.value) && !node.isFloat) {
    fields.report(
      'type',
      key,
      `\`${key}\` is the integer ${String(node.value)}, where the class takes a float only.`,
    );
  }
  return fields.number(key, fallback);
}

/** Width of a head. The cache is laid out for widths rounded up to 64, the projections are not rounded. */
function readHeadDim(
  fields: Fields,
  key: string,
  fallback: number,
  hiddenSize: number,
  heads: number,
): number {
  const width = Math.trunc(hiddenSize * readFactor(fields, key, fallback));
  const cached = Math.floor(roundUp(width, 64) / heads);
  if (width === 0 || cached !== width / heads) {
    fields.report(
      'conflict',
      key,
      `\`${key}\` makes ${width} channels for ${heads} heads; a multiple of 64 is needed that \`num_heads\` divides.`,
    );
  }
  return Math.max(1, Math.floor(width / heads));
}

/**
 * The embedding is as wide as `embedding_dim` says, and there are as many blocks as `num_blocks` says; all else goes by
 * the newer names. Where those are left out, a small `num_blocks` works: the cache then has states to spare.
 */
function checkOlderNames(fields: Fields): void {
  const refuse = (older: string, key: string, fallback: number, toSpare: boolean) => {
    const value = fields.optionalCount(older);
    const written = fields.config.field(key) !== undefined;
    const other = written ? fields.silent().count(key, fallback) : fallback;
    if (value === undefined || value === other || (!written && toSpare && value < fallback)) return;
    fields.report('conflict', older, `\`${older}\` (${value}) is not \`${key}\` (${other}).`);
  };
  refuse('embedding_dim', 'hidden_size', defaults.hidden, false);
  refuse('num_blocks', 'num_hidden_layers', defaults.layers, true);
}
