import type { Analysis } from '../analyse';
import type { Range } from '../document/node';
import type { View } from './view';

export interface HoverContent {
  readonly range: Range;
  readonly markdown: string;
}

/** What an editor shows over the key or value at `offset`; undefined where there is nothing to say. */
export function hover(_analysis: Analysis, _offset: number, _view: View): HoverContent | undefined {
  return undefined;
}
