import type { Part } from '../architecture';
import { joinPointer } from '../document/pointer';
import { decoderFamily, plainMlp, type DecoderFacts, type PatternRule } from './decoder-family';
import { show, type Fields } from './fields';

/** The names that GPT-2 gave to width, depth and heads. */
export const aliases = {
  hidden_size: ['n_embd'],
  max_position_embeddings: ['n_positions'],
  num_attention_heads: ['n_head'],
  num_hidden_layers: ['n_layer'],
};

/** One key and value head to each query head, of an even share of the width. */
export const computed = ['num_key_value_heads', 'head_dim'] as const;

/**
 * For classes that divide the width, but whose rotary table takes a `head_dim` that is written: one that differs fits
 * no head.
 */
export function checkDerivedHeadDim(fields: Fields, hiddenSize: number, queryHeads: number): void {
  const written = fields.optionalCount('head_dim');
  const width = fields.count('hidden_size', hiddenSize) / fields.count('num_attention_heads', queryHeads);
  if (written === undefined || written === Math.floor(width)) return;
  fields.report(
    'conflict',
    'head_dim',
    `\`head_dim\` is ${written}, where the class builds heads of ${Math.floor(width)} and takes this for its positions alone.`,
  );
}

/** Positions that are learned, one row per token of the longest context. */
export function positionEmbedding(fields: Fields, hiddenSize: number, omitted: number, more = 0): Part {
  const rows = fields.count('max_position_embeddings', omitted) + more;
  return { name: 'position embedding', parameters: rows * hiddenSize };
}

/** Biases on all four projections, whatever the config says. */
export const biased = () => ({ queryKeyValueBias: true, outputBias: true });

/** Two LayerNorms to a block, biases everywhere, no gate. */
const shared = { aliases, normWeights: 2 } satisfies Partial<DecoderFacts>;

const learnedPositions = {
  ...shared,
  sizes: { hidden: 768, vocabulary: 50_257, layers: 12 },
  rotaryShare: 0,
  feedForward: plainMlp({ key: 'n_inner', omitted: { timesHidden: 4 }, bias: true }),
  tied: true,
  extras: (fields, hiddenSize) => ({ parts: [positionEmbedding(fields, hiddenSize, 1024)] }),
} satisfies Partial<DecoderFacts>;

/** GPT-2 (transformers, `GPT2Config`), whose class GPT-SW3 loads by a name of its own. */
export const gpt2 = decoderFamily({
  ...learnedPositions,
  id: 'gpt2',
  title: 'GPT-2',
  modelTypes: ['gpt2', 'gpt-sw3'],
  architectures: ['GPT2'],
  attention: { queryHeads: 12, computed, headsDivideWidth: true, more: biased },
});

/** SantaCoder and StarCoder (transformers, `GPTBigCodeConfig`): one key/value head for all unless told otherwise. */
export const gptBigcode = decoderFamily({
  ...learnedPositions,
  id: 'gpt_bigcode',
  title: 'StarCoder',
  modelTypes: ['gpt_bigcode'],
  architectures: ['GPTBigCode'],
  attention: {
    queryHeads: 12,
    computed,
    headsDivideWidth: true,
    more: (fields) => ({ ...biased(), ...(fields.flag('multi_query', true) && { keyValueHeads: 1 }) }),
  },
});

const rotary = {
  ...shared,
  sizes: { hidden: 4096, vocabulary: 50_400, layers: 28 },
  attention: { queryHeads: 16, computed, headsDivideWidth: true },
  // Attention and feed-forward side by side behind one norm.
  normsPerBlock: 1,
  feedForward: plainMlp({ key: 'n_inner', omitted: { timesHidden: 4 }, bias: true }),
  extras: () => ({ headBias: true }),
} satisfies Partial<DecoderFacts>;

/** GPT-J (transformers, `GPTJConfig`). */
export const gptj = decoderFamily({
  ...rotary,
  id: 'gptj',
  title: 'GPT-J',
  modelTypes: ['gptj'],
  architectures: ['GPTJ'],
});

/** CodeGen (transformers, `CodeGenConfig`): GPT-J with fused projections, which weigh the same. */
export const codegen = decoderFamily({
  ...rotary,
  id: 'codegen',
  title: 'CodeGen',
  modelTypes: ['codegen'],
  architectures: ['CodeGen'],
});

/** GPT-NeoX and Pythia (transformers, `GPTNeoXConfig`). */
export const gptNeox = decoderFamily({
  id: 'gpt_neox',
  title: 'GPT-NeoX',
  modelTypes: ['gpt_neox'],
  architectures: ['GPTNeoX'],
  rotaryShare: 0.25,
  sizes: { hidden: 6144, vocabulary: 50_432, layers: 44 },
  attention: {
    queryHeads: 64,
    computed,
    headsDivideWidth: true,
    more: (fields) => {
      const bias = fields.flag('attention_bias', true);
      return { queryKeyValueBias: bias, outputBias: bias };
    },
  },
  feedForward: plainMlp({ key: 'intermediate_size', omitted: 24_576, bias: true }),
  normWeights: 2,
});

/** GPT-Neo (transformers, `GPTNeoConfig`): `attention_types` repeats a list of global and local layers. */
export const gptNeo = decoderFamily({
  id: 'gpt_neo',
  title: 'GPT-Neo',
  modelTypes: ['gpt_neo'],
  architectures: ['GPTNeo'],
  aliases: { num_attention_heads: ['num_heads'], num_hidden_layers: ['num_layers'] },
  rotaryShare: 0,
  sizes: { hidden: 2048, vocabulary: 50_257, layers: 24 },
  // Biases on the output projection alone.
  attention: {
    queryHeads: 16,
    computed,
    headsDivideWidth: true,
    more: () => ({ outputBias: true }),
  },
  list: false,
  pattern: readAttentionTypes,
  feedForward: plainMlp({ key: 'intermediate_size', omitted: { timesHidden: 4 }, bias: true }),
  normWeights: 2,
  tied: true,
  extras: (fields, hiddenSize, layerTypes) => ({
    parts: [positionEmbedding(fields, hiddenSize, 2048)],
    ...(layerTypes.length > 0 && {
      notes: [
        'local layers look back `window_size` tokens only, but transformers keeps the keys and values of all',
      ],
    }),
  }),
});

/** `[[["global", "local"], 12]]`: a list of names, and how often it repeats. Both kinds keep every token. */
function readAttentionTypes(fields: Fields, layerCount: number): PatternRule {
  const key = 'attention_types';
  const list = fields.list(key);
  if (!list) return { type: () => 'full_attention' };
  const base = fields.pointer(key);
  let count = 0;
  list.forEach((item, index) => {
    const [names, repeats] = item.type === 'array' ? item.items : [];
    if (
      names?.type === 'array' &&
      repeats?.type === 'scalar' &&
      typeof repeats.value === 'number' &&
      Number.isInteger(repeats.value)
    ) {
      count += names.items.length * Math.max(0, repeats.value);
    } else {
      const pointer = joinPointer(base, index);
      fields.reportAt(
        'type',
        key,
        pointer,
        `Entry ${index} of \`${key}\` is ${show(item)}; a list of names and a number are needed.`,
      );
    }
  });
  if (count !== layerCount) {
    fields.report('conflict', key, `\`${key}\` names ${count} layers for ${layerCount}.`);
  }
  return { type: () => 'full_attention', decidedBy: key };
}
