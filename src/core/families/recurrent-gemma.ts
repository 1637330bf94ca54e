import { stringValue } from '../document/node';
import { joinPointer } from '../document/pointer';
import { dense } from './decoder';
import { decoderFamily, type PatternRule } from './decoder-family';
import type { Fields } from './fields';

/** Names of `block_types`, as the class knows them. */
const types: Readonly<Record<string, string>> = { recurrent: 'recurrent', attention: 'sliding_attention' };

/**
 * RecurrentGemma (transformers, `RecurrentGemmaConfig`): a cycle of blocks, two RG-LRUs and one windowed attention
 * unless told otherwise. The feed-forward is half as wide as `intermediate_size`.
 */
export const recurrentGemma = decoderFamily({
  id: 'recurrent_gemma',
  title: 'RecurrentGemma',
  modelTypes: ['recurrent_gemma'],
  architectures: ['RecurrentGemma'],
  aliases: { sliding_window: ['attention_window_size'], block_types: ['_block_types'] },
  // No published ratio: whatever is bounded in it, no layer sees the whole context.
  rotaryShare: 0.5,
  sizes: { hidden: 2560, vocabulary: 256_000, layers: 26 },
  attention: {
    queryHeads: 10,
    nullable: ['num_key_value_heads'],
    more: (fields) => ({ queryKeyValueBias: fields.flag('attention_bias', false), outputBias: true }),
  },
  window: { omitted: 2048 },
  mixers: {
    recurrent: (fields, hiddenSize) => ({
      kind: 'rg-lru',
      width: fields.optionalCount('lru_width') ?? hiddenSize,
      blocks: fields.count('num_attention_heads', 10),
      convKernel: fields.count('conv1d_width', 4),
    }),
  },
  list: false,
  check: (fields) => {
    const heads = fields.count('num_attention_heads', 10);
    if ((fields.silent().optionalCount('num_key_value_heads') ?? 0) <= heads) return;
    fields.report(
      'conflict',
      'num_key_value_heads',
      `There can't be more \`num_key_value_heads\` than the ${heads} \`num_attention_heads\`.`,
    );
  },
  pattern: readBlockTypes,
  feedForward: (fields) =>
    dense(Math.max(1, Math.floor(fields.count('intermediate_size', 7680) / 2)), { bias: true }),
  tied: true,
});

/** `block_types`, repeated as often as the layers need. */
function readBlockTypes(fields: Fields): PatternRule {
  const key = 'block_types';
  const list = fields.list(key);
  const base = fields.pointer(key);
  const cycle = (list ?? []).map((item, index) => {
    const type = types[stringValue(item) ?? ''];
    if (type === undefined) {
      fields.reportAt(
        'conflict',
        key,
        joinPointer(base, index),
        `Entry ${index} of \`${key}\` must be "recurrent" or "attention".`,
      );
    }
    return type ?? 'recurrent';
  });
  if (list?.length === 0)
    fields.report('conflict', key, `\`${key}\` is empty: nothing says what a layer is.`);
  const blocks = cycle.length > 0 ? cycle : ['recurrent', 'recurrent', 'sliding_attention'];
  return {
    type: (index) => blocks[index % blocks.length]!,
    decidedBy: key,
    entry: (index) => (cycle.length > 0 ? joinPointer(base, index % cycle.length) : undefined),
  };
}
