import type { Analysis, Model } from '../analyse';
import type { Layer } from '../architecture';
import { isArray, isObject, stringValue, type ConfigNode, type Range } from '../document/node';
import { locate, locateOffset, splitPointer, type Hit, type Pointer } from '../document/pointer';
import type { Elsewhere } from '../dialects/dialect';
import type { NamedModel } from '../named-model';
import { cardHover } from './hovers/card';
import { keyHover } from './hovers/key';
import { layerHover } from './hovers/layer';
import { code, paragraphs } from './markdown';
import type { View } from './view';
import { unknownWords } from './words';

export interface HoverContent {
  readonly range: Range;
  readonly markdown: string;
}

/**
 * What an editor shows over the key or value at `offset`; undefined where there is nothing to say.
 *
 * @param named the model that a file without one names, where its config was found.
 */
export function hover(
  analysis: Analysis,
  offset: number,
  view: View,
  named?: NamedModel,
): HoverContent | undefined {
  const { document, recognition, model } = analysis;
  if (recognition.status === 'not-a-config') return undefined;
  const hit = locateOffset(document, offset);
  const owner = hit && ownerOf(analysis, hit);
  if (!hit || !owner) return undefined;
  const { pointer, key, node } = owner;
  const range = hit.onKey ? hit.member!.keyRange : hit.node.range;

  if (recognition.status === 'declined') {
    const elsewhere = recognition.elsewhere?.find((place) => place.pointer === pointer);
    return elsewhere && { range, markdown: elsewhereHover(elsewhere, named, view) };
  }
  if (!model) {
    if (recognition.status !== 'unknown-family' || !namesModel(recognition.config.base, pointer))
      return undefined;
    return { range, markdown: unknownWords(recognition.name, recognition.nearest) };
  }
  const subject = { analysis, model, view, pointer, key, node };
  const place = layerAt(model, hit, offset);
  if (place) return { range: place.range, markdown: layerHover(subject, place.layer) };
  const markdown = namesModel(model.recognition.config.base, pointer)
    ? cardHover(subject)
    : keyHover(subject);
  return markdown === undefined ? undefined : { range, markdown };
}

/** The card of a model that a recipe names, or where it is looked for. */
function elsewhereHover(elsewhere: Elsewhere, named: NamedModel | undefined, view: View): string {
  if (named?.elsewhere.pointer === elsewhere.pointer) {
    const { analysis, path } = named;
    const root = { type: 'object', members: new Map(), range: { start: 0, end: 0 } } as const;
    const card = cardHover({ analysis, model: analysis.model, view, pointer: '', key: '', node: root });
    return paragraphs(`Model config: ${code(path)}`, card);
  }
  return elsewhere.kind === 'model'
    ? `${code(elsewhere.name)} is no folder here, so a model on a hub: its config is there. Layerwise fetches nothing.`
    : `${code(elsewhere.name)} has no config here that Layerwise can read.`;
}

/** The layer that the entry of a list, or the letter of a pattern, at `offset` stands for. */
export function layerAtOffset({ document, model }: Analysis, offset: number): Layer | undefined {
  const hit = locateOffset(document, offset);
  return model && hit && layerAt(model, hit, offset)?.layer;
}

/** The key that a place belongs to: its own, or that of the list around it. None between the members of an object. */
function ownerOf(
  { document }: Analysis,
  hit: Hit,
): { pointer: Pointer; key: string; node: ConfigNode } | undefined {
  if (!hit.onKey && isObject(hit.node)) return undefined;
  let { pointer } = hit;
  while (pointer !== '') {
    const located = locate(document.root, pointer);
    if (located?.member) return { pointer, key: located.member.key, node: located.node };
    pointer = pointer.slice(0, pointer.lastIndexOf('/'));
  }
  return undefined;
}

/** Whether a pointer is of the key that says what the model is, or that holds it. */
function namesModel(base: Pointer, pointer: Pointer): boolean {
  const key = splitPointer(pointer).at(-1);
  if (pointer === base) return true;
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  return (key === 'model_type' || key === 'architectures') && (parent === base || parent === '');
}

/** The layer that an entry of a list, or a letter of a pattern string, stands for. */
function layerAt(
  { architecture: { layers }, recognition }: Model,
  hit: Hit,
  offset: number,
): { layer: Layer; range: Range } | undefined {
  if (hit.onKey || isArray(hit.node) || isObject(hit.node)) return undefined;
  if (!hit.member) {
    const layer = layers.find(({ pointer }) => pointer === hit.pointer);
    return layer && { layer, range: hit.node.range };
  }
  const pattern = stringValue(hit.node);
  if (pattern?.length !== layers.length || layers[0]?.pointer !== hit.pointer) return undefined;
  const { start } = hit.node.range;
  const first = /["']/.test(recognition.config.document.text[start] ?? '') ? start + 1 : start;
  const layer = layers[offset - first];
  return layer && { layer, range: { start: offset, end: offset + 1 } };
}
