import { isArray, isObject, type ConfigDocument, type ConfigNode, type Member, type Range } from './node';

/** A JSON pointer (RFC 6901): `''` is the root, `/layer_types/2` the third entry of `layer_types`. */
export type Pointer = string;

const escapeSegment = (segment: string): string => segment.replaceAll('~', '~0').replaceAll('/', '~1');
const unescapeSegment = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');

export function joinPointer(base: Pointer, ...segments: readonly (string | number)[]): Pointer {
  return segments.reduce<string>((pointer, segment) => `${pointer}/${escapeSegment(String(segment))}`, base);
}

export function splitPointer(pointer: Pointer): string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map(unescapeSegment);
}

/** What stands at a pointer: the value, and the member (with its key) where the parent is an object. */
export interface Located {
  readonly node: ConfigNode;
  readonly member?: Member;
}

export function locate(root: ConfigNode | undefined, pointer: Pointer): Located | undefined {
  let located: Located | undefined = root && { node: root };
  for (const segment of splitPointer(pointer)) {
    const node: ConfigNode | undefined = located?.node;
    if (isObject(node)) {
      const member = node.members.get(segment);
      located = member && { node: member.value, member };
    } else if (isArray(node) && /^\d+$/.test(segment)) {
      const item = node.items[Number(segment)];
      located = item && { node: item };
    } else {
      return undefined;
    }
  }
  return located;
}

/** The pointer and node at a text offset: the innermost value, or the member whose key holds the offset. */
export interface Hit extends Located {
  readonly pointer: Pointer;
  readonly onKey: boolean;
}

const contains = (range: Range, offset: number): boolean => range.start <= offset && offset <= range.end;

/** Walks down to the offset; lists are searched by halves, so that a list of a million entries costs twenty steps. */
export function locateOffset(document: ConfigDocument, offset: number): Hit | undefined {
  let node = document.root;
  if (!node || !contains(node.range, offset)) return undefined;
  let hit: Hit = { pointer: '', node, onKey: false };
  for (;;) {
    if (isObject(node)) {
      const member = [...node.members.values()].find((candidate) => contains(candidate.range, offset));
      if (!member) return hit;
      const onKey = contains(member.keyRange, offset);
      hit = { pointer: joinPointer(hit.pointer, member.key), node: member.value, member, onKey };
      if (onKey || !contains(member.value.range, offset)) return hit;
    } else if (isArray(node)) {
      const index = findItem(node.items, offset);
      const item = node.items[index];
      if (!item) return hit;
      hit = { pointer: joinPointer(hit.pointer, index), node: item, onKey: false };
    } else {
      return hit;
    }
    node = hit.node;
  }
}

function findItem(items: readonly ConfigNode[], offset: number): number {
  let low = 0;
  let high = items.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = items[middle]!.range;
    if (offset < range.start) high = middle - 1;
    else if (offset > range.end) low = middle + 1;
    else return middle;
  }
  return -1;
}
