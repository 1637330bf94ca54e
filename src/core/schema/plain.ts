import type { ConfigNode } from '../document/node';

/**
 * A node as the value that its own schema is checked on. Entries and members are checked on their own: objects become
 * empty ones, and lists stay as they are, for their length.
 */
export function plainValue(node: ConfigNode): unknown {
  if (node.type === 'object') return {};
  if (node.type === 'array') return node.items;
  const { value } = node;
  // Python writes `Infinity` where a bound is open; the schemas' numbers are finite. NaN stays the mistake it is.
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY
    ? Math.sign(value) * Number.MAX_VALUE
    : value;
}
