import type { ConfigNode } from '../document/node';
import { maximumLayers } from '../document/limits';

/** A node as the plain value that schemas are checked on. */
export interface PlainValue {
  readonly value: unknown;
  /** Paths of whole numbers that the text writes with a fraction or exponent: `4096.0`, `1e3`. */
  readonly floats: readonly (readonly string[])[];
}

/** Entries of a list that are looked at; what is beyond has long been reported by then. */
const maximumEntries = maximumLayers;

/**
 * Turns a node into a plain value.
 *
 * @param opaque nothing inside matters: an object or list becomes an empty one.
 */
export function plainValue(node: ConfigNode, opaque = false): PlainValue {
  const floats: (readonly string[])[] = [];
  const convert = (current: ConfigNode, path: readonly string[]): unknown => {
    switch (current.type) {
      case 'scalar':
        if (current.isFloat && Number.isInteger(current.value)) floats.push(path);
        return current.value;
      case 'array':
        if (opaque) return [];
        return current.items
          .slice(0, maximumEntries)
          .map((item, index) => convert(item, [...path, String(index)]));
      case 'object':
        if (opaque) return {};
        return Object.fromEntries(
          [...current.members].map(([key, member]) => [key, convert(member.value, [...path, key])]),
        );
    }
  };
  return { value: convert(node, []), floats };
}
