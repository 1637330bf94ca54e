import { isArray, isObject, type ConfigNode } from '../../../src/core/document/node';

/** The tree as plain values, for comparison. */
export function plain(node: ConfigNode | undefined): unknown {
  if (isArray(node)) return node.items.map(plain);
  if (isObject(node)) {
    return Object.fromEntries([...node.members].map(([key, member]) => [key, plain(member.value)]));
  }
  return node?.value;
}
