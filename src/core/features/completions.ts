import type { Analysis } from '../analyse';
import type { Range } from '../document/node';

export interface Completion {
  readonly label: string;
  readonly kind: 'key' | 'value';
  readonly insertText: string;
  /** What the text takes the place of: an empty range where nothing is typed yet. */
  readonly replace: Range;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly sortText: string;
}

/** Keys not yet written, or values that may stand, at `offset`. */
export function completions(_analysis: Analysis, _offset: number): Completion[] {
  return [];
}
