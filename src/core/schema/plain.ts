import type { ConfigNode, Scalar } from '../document/node';
import { maximumLayers } from '../document/limits';

/** Entries of a list that are looked at; what is beyond has long been reported by then. */
const maximumEntries = maximumLayers;

/**
 * A node as the plain value that one property's schema is checked on. What is inside objects is checked on its own, so
 * they become empty ones, and so do lists whose entries nothing is said of.
 */
export function plainValue(node: ConfigNode, isOpaqueList: boolean): unknown {
  if (node.type === 'object') return {};
  if (node.type === 'scalar') return finite(node.value);
  return isOpaqueList ? [] : node.items.slice(0, maximumEntries).map((item) => plainValue(item, true));
}

/** Python writes `Infinity` where a bound is open; the schemas' number is finite. NaN stays what it is: a mistake. */
function finite(value: Scalar): Scalar {
  return typeof value === 'number' && Math.abs(value) === Number.POSITIVE_INFINITY
    ? Math.sign(value) * Number.MAX_VALUE
    : value;
}
