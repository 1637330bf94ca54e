import { joinPointer } from '../document/pointer';
import { readMoe, readSharedWidth } from './decoder';
import {
  decoderFamily,
  gatedMlp,
  mixedFeedForward,
  type DecoderFacts,
  type PatternRule,
} from './decoder-family';
import { readMlpLayerTypes } from './deepseek';
import { show, type Fields } from './fields';

const shared = {
  sizes: { hidden: 4096, vocabulary: 102_400, layers: 32 },
  attention: { queryHeads: 32, keyValueHeads: 32, more: () => ({ queryKeyNorm: 'head' }) },
  window: { omitted: 4096 },
  pattern: readPeriod,
} satisfies Partial<DecoderFacts>;

/**
 * EXAONE 4 (transformers, `Exaone4Config`): the 32B alternates three sliding layers with a full one without
 * positions, the 1.2B is full throughout.
 */
export const exaone4 = decoderFamily({
  ...shared,
  id: 'exaone4',
  title: 'EXAONE 4',
  modelTypes: ['exaone4'],
  architectures: ['Exaone4'],
  publishedRatio: { ratio: '3:1', source: 'EXAONE-4.0-32B config.json' },
  feedForward: gatedMlp(16_384),
});

/** K-EXAONE (transformers, `ExaoneMoeConfig`). */
export const exaoneMoe = decoderFamily({
  ...shared,
  id: 'exaone_moe',
  title: 'K-EXAONE',
  modelTypes: ['exaone_moe'],
  architectures: ['ExaoneMoe', 'ExaoneMoE'],
  feedForward: mixedFeedForward({
    sparse: readMlpLayerTypes({ first: 'first_k_dense_replace', fallback: 1 }),
    moe: (fields) => {
      const moe = readMoe(fields, {
        experts: ['num_experts', 64],
        expertsPerToken: ['num_experts_per_tok', 8],
        expertWidth: ['moe_intermediate_size', 1024],
      });
      return { ...moe, sharedWidth: readSharedWidth(fields, ['num_shared_experts', 1], moe.expertWidth) };
    },
    dense: gatedMlp(16_384),
  }),
});

/**
 * A period in layers. Published configs write it as letters ("LLLG"), which the class cannot divide by, just as it
 * divides by zero where the window is null: both need `layer_types`.
 */
function readPeriod(fields: Fields): PatternRule {
  const key = 'sliding_window_pattern';
  const node = fields.node(key);
  const windowless = fields.node('sliding_window') !== undefined && !fields.has('sliding_window');
  if (windowless) {
    fields.report(
      'conflict',
      'sliding_window',
      'Without a window the class divides by a period of 0: `layer_types` must name the layers.',
    );
    return { type: () => 'full_attention' };
  }
  if (node?.type === 'scalar' && typeof node.value === 'string') {
    fields.reportAt(
      'type',
      key,
      joinPointer(fields.pointer(key)),
      `\`${key}\` is ${show(node)}, which the class cannot divide by: \`layer_types\` must name the layers.`,
    );
    return { type: lettersOf(node.value), decidedBy: key };
  }
  const period = fields.count(key, 4);
  return {
    type: (index) => ((index + 1) % period === 0 ? 'full_attention' : 'sliding_attention'),
    decidedBy: key,
  };
}

/** What the letters mean: G for a full (global) layer, L for a sliding (local) one. */
function lettersOf(letters: string): (index: number) => string {
  return (index) =>
    letters[index % Math.max(1, letters.length)] === 'L' ? 'sliding_attention' : 'full_attention';
}
