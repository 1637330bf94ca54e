import { isObject, memberValue, stringValue, type ConfigNode } from '../document/node';

/**
 * A node as the value that its own schema is checked on. Entries and members are checked on their own: objects become
 * empty ones, and lists stay as they are, for their length.
 */
export function plainValue(node: ConfigNode): unknown {
  if (node.type === 'object') return {};
  if (node.type === 'array') return node.items;
  return typeof node.value === 'number' ? finite(node.value) : node.value;
}

/** How transformers 5 writes the floats that JSON has no word for: `{"__float__": "Infinity"}`. */
export function specialFloat(node: ConfigNode): number | undefined {
  if (!isObject(node) || node.members.size !== 1) return undefined;
  const tag = stringValue(memberValue(node, '__float__'));
  return tag === 'Infinity' || tag === '-Infinity' ? finite(Number(tag)) : undefined;
}

function finite(value: number): number {
  // Python writes `Infinity` where a bound is open; the schemas' numbers are finite. NaN stays the mistake it is.
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY
    ? Math.sign(value) * Number.MAX_VALUE
    : value;
}
