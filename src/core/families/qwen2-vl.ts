import { decoderFamily, gatedMlp, readWindow, type DecoderFacts } from './decoder-family';
import { qwenWindow } from './qwen-window';

// Qwen2's text model with other class defaults, of the 72B; published configs have no `text_config`.
const shared = {
  sizes: { hidden: 8192, vocabulary: 152_064, layers: 80 },
  attention: {
    queryHeads: 64,
    keyValueHeads: 8,
    nullable: ['num_key_value_heads'],
    more: () => ({ queryKeyValueBias: true }),
  },
  window: qwenWindow,
  pattern: (fields) => {
    if (readWindow(fields, qwenWindow) === undefined) return { type: () => 'full_attention' };
    const first = fields.count('max_window_layers', 80, 0);
    return {
      type: (index) => (index >= first ? 'sliding_attention' : 'full_attention'),
      decidedBy: 'max_window_layers',
    };
  },
  feedForward: gatedMlp(29_568),
} satisfies Partial<DecoderFacts>;

/** Qwen2-VL (transformers, `Qwen2VLTextConfig` inside `Qwen2VLConfig`). */
export const qwen2Vl = decoderFamily({
  ...shared,
  id: 'qwen2_vl',
  title: 'Qwen2-VL',
  modelTypes: ['qwen2_vl_text', 'qwen2_vl'],
  architectures: ['Qwen2VL'],
});

/** Qwen2.5-VL (transformers, `Qwen2_5_VLTextConfig` inside `Qwen2_5_VLConfig`). */
export const qwen25Vl = decoderFamily({
  ...shared,
  id: 'qwen2_5_vl',
  title: 'Qwen2.5-VL',
  modelTypes: ['qwen2_5_vl_text', 'qwen2_5_vl'],
  architectures: ['Qwen2_5_VL'],
});
