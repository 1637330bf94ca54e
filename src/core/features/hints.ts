import type { Analysis } from '../analyse';
import type { Range } from '../document/node';
import type { View } from './view';

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  /** Markdown, the arithmetic. */
  readonly tooltip: string;
  readonly side: 'before' | 'after';
}

/** The few hints that stand by the fields that decide memory; with `within`, only those inside it. */
export function inlayHints(_analysis: Analysis, _view: View, _within?: Range): InlayHint[] {
  return [];
}
