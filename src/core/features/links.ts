import type { Range } from '../document/node';
import { locate } from '../document/pointer';
import type { Analysis } from '../analyse';
import type { NamedModel } from '../named-model';

/** A path in the text that opens a file. */
export interface Link {
  readonly range: Range;
  readonly path: string;
  readonly tooltip: string;
}

/** The name that a file gives to its model leads to the model's config. */
export function links({ document }: Analysis, named: NamedModel | undefined): Link[] {
  const node = named && locate(document.root, named.elsewhere.pointer)?.node;
  return node ? [{ range: node.range, path: named.path, tooltip: `Open ${named.path}` }] : [];
}
