import type { Analysis } from '../analyse';
import type { View } from './view';

export interface Status {
  /** With a codicon: `$(layers) 6.07 GiB @ 262k`. */
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  /** The text in words, for screen readers. */
  readonly accessibleLabel: string;
  readonly overBudget: boolean;
}

/** The status bar's one number; undefined where the text is no model config. */
export function status(_analysis: Analysis, _view: View): Status | undefined {
  return undefined;
}
