import { readAttentionBias } from './decoder';
import { decoderFamily, gatedMlp } from './decoder-family';

/**
 * Gemma 3 (transformers, `Gemma3TextConfig`, also inside `Gemma3Config`): every sixth layer is full. The published
 * windows are 512 and 1,024; a config that leaves the key out gets 4,096.
 */
export const gemma3 = decoderFamily({
  id: 'gemma3',
  title: 'Gemma 3',
  modelTypes: ['gemma3_text', 'gemma3'],
  architectures: ['Gemma3'],
  publishedRatio: { ratio: '5:1', source: 'Gemma 3 technical report (2025)' },
  sizes: { hidden: 2304, vocabulary: 262_208, layers: 26 },
  attention: {
    queryHeads: 8,
    keyValueHeads: 4,
    headDim: 256,
    headsDivideWidth: true,
    more: (fields) => ({ ...readAttentionBias(fields), queryKeyNorm: 'head' }),
  },
  window: {
    omitted: 4096,
    // A bidirectional window is told by half its width (`__post_init__`).
    adjust: (fields, window) =>
      fields.flag('use_bidirectional_attention', false) ? Math.floor(window / 2) + 1 : window,
  },
  pattern: (fields) => {
    const period = fields.count('sliding_window_pattern', 6);
    return {
      type: (index) => ((index + 1) % period === 0 ? 'full_attention' : 'sliding_attention'),
      decidedBy: 'sliding_window_pattern',
    };
  },
  feedForward: gatedMlp(9216),
  normsPerBlock: 4,
  tied: true,
});
