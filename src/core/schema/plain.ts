import type { ConfigNode } from '../document/node';
import { maximumLayers } from '../document/limits';

/** Entries of a list that are looked at; what is beyond has long been reported by then. */
const maximumEntries = maximumLayers;

/**
 * A node as the plain value that one property's schema is checked on. What is inside objects is checked on its own, so
 * they become empty ones, and so do lists whose entries nothing is said of.
 */
export function plainValue(node: ConfigNode, isOpaqueList: boolean): unknown {
  if (node.type === 'object') return {};
  if (node.type === 'scalar') return node.value;
  return isOpaqueList ? [] : node.items.slice(0, maximumEntries).map((item) => plainValue(item, true));
}
