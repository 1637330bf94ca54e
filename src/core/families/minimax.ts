import type { AttentionGeometry } from '../mixers/attention';
import type { LightningMixer } from '../mixers/lightning';
import { joinPointer } from '../document/pointer';
import { readAttention, readMoe } from './decoder';
import { decoderFamily, type DecoderFacts, type PatternRule } from './decoder-family';
import type { Fields } from './fields';

const attention = { queryHeads: 32, keyValueHeads: 8, nullable: ['head_dim'] } as const;

const shared = {
  sizes: { hidden: 4096, vocabulary: 32_000, layers: 32 },
  attention,
  mixers: {
    linear_attention: (fields, hiddenSize): LightningMixer => {
      const { queryHeads: heads, headDim }: AttentionGeometry = readAttention(fields, hiddenSize, attention);
      return { kind: 'lightning', heads, headDim };
    },
  },
  feedForward: (fields) =>
    readMoe(fields, {
      experts: ['num_local_experts', 8],
      expertsPerToken: ['num_experts_per_tok', 2],
      expertWidth: ['intermediate_size', 14_336],
    }),
} satisfies Partial<DecoderFacts>;

/**
 * The port of MiniMax-Text-01 in transformers (`MiniMaxConfig`). It does not read the original's `attn_type_list`:
 * without `layer_types` full and lightning attention take turns.
 */
export const minimax = decoderFamily({
  ...shared,
  id: 'minimax',
  title: 'MiniMax-Text-01 (port)',
  modelTypes: ['minimax'],
  architectures: ['MiniMax'],
  aliases: { num_local_experts: ['num_experts', 'num_local_experts'] },
  publishedRatio: { ratio: '7:1', source: 'MiniMax-01 technical report (2025)' },
  pattern: () => ({ type: (index) => (index % 2 === 0 ? 'full_attention' : 'linear_attention') }),
});

/**
 * MiniMax-Text-01 and M1 as first published, with code of their own: `attn_type_list` holds 0 for lightning and 1
 * for softmax attention. Its modules weigh the same as those of the port.
 */
export const minimaxOriginal = decoderFamily({
  ...shared,
  id: 'minimax_text_01',
  title: 'MiniMax-01 and M1',
  modelTypes: ['minimax_text_01', 'minimax_m1', 'MiniMaxText01'],
  architectures: ['MiniMaxM1', 'MiniMaxText01'],
  publishedRatio: { ratio: '7:1', source: 'MiniMax-M1-80k config.json' },
  list: false,
  pattern: readAttentionTypeList,
});

function readAttentionTypeList(fields: Fields, layerCount: number): PatternRule {
  const key = 'attn_type_list';
  if (!fields.has(key)) {
    fields.report(
      'missing',
      key,
      `\`${key}\` is missing: nothing says which layers are lightning attention.`,
    );
  }
  const types = fields.integers(key) ?? [];
  const base = fields.pointer(key);
  if (types.length < layerCount && fields.has(key)) {
    fields.report('conflict', key, `\`${key}\` has ${types.length} entries for ${layerCount} layers.`);
  }
  types.forEach((type, index) => {
    if (type !== 0 && type !== 1) {
      fields.reportAt(
        'range',
        key,
        joinPointer(base, index),
        `Entry ${index} of \`${key}\` is ${type}; it must be 0 (lightning) or 1 (softmax).`,
      );
    }
  });
  return {
    type: (index) => (types[index] === 1 ? 'full_attention' : 'linear_attention'),
    decidedBy: key,
    entry: (index) => (index < types.length ? joinPointer(base, index) : undefined),
  };
}
