import type { Model } from '../analyse';
import type { Layer } from '../architecture';
import { isArray, stringValue, type ArrayNode, type Member, type ScalarNode } from '../document/node';
import { locate, type Pointer } from '../document/pointer';

/** A value of the text that tells layers apart: a list of types, a list of layer numbers, a pattern string. */
export interface LayerList {
  readonly pointer: Pointer;
  readonly member: Member;
  readonly node: ArrayNode | ScalarNode;
  /** The layers that it decides, in their own order. */
  readonly layers: readonly Layer[];
}

/** Where the text tells layers apart, in the order of the text; none where a number or a default rules them all. */
export function layerLists(model: Model): LayerList[] {
  const { root } = model.recognition.config.document;
  const lists = new Map<Pointer, { member: Member; node: LayerList['node']; layers: Layer[] }>();
  const containers = new Map<Pointer, Pointer | undefined>();

  const containerOf = (pointer: Pointer): Pointer | undefined => {
    const parent = pointer.slice(0, pointer.lastIndexOf('/'));
    const candidate = [parent, pointer].find((place) => {
      const node = locate(root, place)?.node;
      return isArray(node) || (place === pointer && (stringValue(node)?.length ?? 0) > 1);
    });
    return candidate;
  };

  for (const layer of model.architecture.layers) {
    // All entries of a list share the parent, which is looked up once.
    const parent = layer.pointer.slice(0, layer.pointer.lastIndexOf('/'));
    const known = lists.has(parent) ? parent : containers.get(layer.pointer);
    const pointer = known ?? containerOf(layer.pointer);
    containers.set(layer.pointer, pointer);
    if (pointer === undefined) continue;
    const list = lists.get(pointer);
    if (list) {
      list.layers.push(layer);
      continue;
    }
    const located = locate(root, pointer);
    if (!located?.member || located.node.type === 'object') continue;
    lists.set(pointer, { member: located.member, node: located.node, layers: [layer] });
  }
  return [...lists]
    .map(([pointer, list]) => ({ pointer, ...list }))
    .sort((a, b) => a.member.range.start - b.member.range.start);
}
