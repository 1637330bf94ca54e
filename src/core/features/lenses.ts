import type { Analysis } from '../analyse';
import type { Range } from '../document/node';
import type { Action } from './action';
import type { View } from './view';

export interface Lens {
  readonly range: Range;
  readonly title: string;
  readonly tooltip?: string;
  readonly action?: Action;
}

/** Lines above the file and above layer lists, each part a click. */
export function lenses(_analysis: Analysis, _view: View): Lens[] {
  return [];
}
