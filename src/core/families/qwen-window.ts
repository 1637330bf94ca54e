import { readWindow, type PatternRule, type WindowFacts } from './decoder-family';
import type { Fields } from './fields';

/** Qwen's window is set in many configs and used in few: without `use_sliding_window` it is inert. */
export const qwenWindow: WindowFacts = { omitted: 4096, enabledBy: 'use_sliding_window' };

/** Layers from `max_window_layers` on slide, where there is a window at all (transformers, `Qwen2Config`). */
export function upperLayersSlide(fields: Fields): PatternRule {
  if (readWindow(fields, qwenWindow) === undefined) return { type: () => 'full_attention' };
  const first = fields.count('max_window_layers', 28, 0);
  return {
    type: (index) => (index >= first ? 'sliding_attention' : 'full_attention'),
    decidedBy: 'max_window_layers',
  };
}
