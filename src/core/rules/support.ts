/** What rules share: the fixes that nearly all of them offer, and the readings of a model that many of them need. */
import type { Model } from '../analyse';
import { maximumLayers } from '../document/limits';
import { isArray, type ConfigDocument } from '../document/node';
import { insertMember, removeMember, setValue, type Value } from '../document/edit';
import { joinPointer, locate, splitPointer, type Pointer } from '../document/pointer';
import type { FieldIssue } from '../families/fields';
import type { AttentionGeometry } from '../mixers/attention';
import type { LatentGeometry } from '../mixers/mla';
import type { Mixer } from '../mixers/registry';
import type { Recognition } from '../recognise';
import type { Fix } from './rule';

/** The user's own key for a field, which may be an alias of the canonical name. */
export function keyOf({ fields }: Model, field: string): string {
  return splitPointer(fields.pointer(field)).at(-1) ?? field;
}

/** Whether the config writes the field itself, null included. */
export function isWritten({ fields }: Model, field: string): boolean {
  return fields.isWritten(field);
}

/** Keys and class of transformers; a file of any other dialect is loaded by a tool of its own. */
export function isHuggingface({ recognition }: Model): boolean {
  return recognition.config.dialect === 'huggingface';
}

/** True where the fields stand in the file's own object: a wrapper's text config leaves out class defaults on save. */
export function isOutermost({ recognition }: Model): boolean {
  return recognition.config.base === '';
}

/** A whole number that the config writes; undefined for anything else. */
export function writtenNumber({ fields }: Model, field: string): number | undefined {
  const node = fields.isWritten(field) ? fields.node(field) : undefined;
  return node?.type === 'scalar' && typeof node.value === 'number' && Number.isInteger(node.value)
    ? node.value
    : undefined;
}

export function writtenFlag({ fields }: Model, field: string): boolean | undefined {
  const node = fields.node(field);
  return node?.type === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined;
}

/** The default that stands in for a field that the config leaves out. */
export function defaultOf({ fields }: Model, field: string): number | string | boolean | undefined {
  return fields.defaulted.find((entry) => entry.field === field)?.value;
}

/**
 * The issue that describing the model left at a field, if any. A conflict that follows from a value of the wrong type
 * or out of bounds is none of its own.
 */
export function issueOf({ fields }: Model, field: string, kind: FieldIssue['kind']): FieldIssue | undefined {
  const pointer = fields.pointer(field);
  const issues = fields.issues.filter((issue) => issue.pointer === pointer);
  if (kind === 'conflict' && issues.some((issue) => issue.kind === 'type' || issue.kind === 'range'))
    return undefined;
  return issues.find((issue) => issue.kind === kind);
}

/** Whether describing the model left an issue at a place, or inside it: what follows from it is then no news. */
export function isBlocked({ fields }: Model, pointer: Pointer): boolean {
  return fields.issues.some((issue) => issue.pointer === pointer || issue.pointer.startsWith(`${pointer}/`));
}

export function setFix(model: Model, field: string, value: Value, options: Partial<Fix> = {}): Fix {
  const { document } = model.recognition.config;
  return {
    title: options.title ?? `Set ${keyOf(model, field)} to ${show(value)}`,
    // What no key says can't be set at the key that it follows from.
    edits: isWritten(model, field) ? setValue(document, model.fields.pointer(field), value) : [],
    safe: options.safe ?? false,
  };
}

/** Writes a field that the config leaves out, behind the field `after`. */
export function insertFix(model: Model, field: string, value: Value, after?: string): Fix {
  const { config } = model.recognition;
  return {
    title: `Add ${field}: ${show(value)}`,
    edits: insertMember(config.document, config.base, field, value, after && keyOf(model, after)),
    safe: false,
  };
}

export function removeFix(model: Model, field: string, options: Partial<Fix> = {}): Fix {
  return {
    title: options.title ?? `Remove ${keyOf(model, field)}`,
    edits: removeMember(model.recognition.config.document, model.fields.pointer(field)),
    safe: options.safe ?? false,
  };
}

export function show(value: Value): string {
  return Array.isArray(value)
    ? `[${value.map((item) => show(item as Value)).join(', ')}]`
    : JSON.stringify(value);
}

/** The first mixer with key/value heads; its geometry holds for all such layers of nearly all families. */
export function softmaxAttention(model: Model): (Mixer & AttentionGeometry) | undefined {
  return attentionWith(model, () => true);
}

/** The first mixer that caches a latent. */
export function latentAttention(model: Model): (Mixer & LatentGeometry) | undefined {
  return mixerWith(model, (mixer) => 'keyValueRank' in mixer) as (Mixer & LatentGeometry) | undefined;
}

/** The first mixer of a kind. */
export function mixerOf<K extends Mixer['kind']>(
  model: Model,
  kind: K,
): Extract<Mixer, { kind: K }> | undefined {
  return mixerWith(model, (mixer) => mixer.kind === kind) as Extract<Mixer, { kind: K }> | undefined;
}

/** The first attention whose heads are as a test says; some families have more query heads where they slide. */
export function attentionWith(
  model: Model,
  test: (attention: AttentionGeometry) => boolean,
): (Mixer & AttentionGeometry) | undefined {
  return mixerWith(model, (mixer) => 'keyValueHeads' in mixer && test(mixer)) as
    (Mixer & AttentionGeometry) | undefined;
}

function mixerWith(model: Model, test: (mixer: Mixer) => boolean): Mixer | undefined {
  for (const { mixer } of model.architecture.layers) {
    const found = (mixer.kind === 'parallel' ? mixer.parts : [mixer]).find(test);
    if (found) return found;
  }
  return undefined;
}

/** Divisors of a number, nearest to another first; a few are enough for an offer. Nobody means a number of 15 digits. */
export function nearestDivisors(of: number, to: number, count = 2): number[] {
  const divisors: number[] = [];
  for (let candidate = 1; candidate * candidate <= of && candidate < 100_000; candidate++) {
    if (of % candidate === 0) divisors.push(candidate, of / candidate);
  }
  return [...new Set(divisors)]
    .toSorted((a, b) => Math.abs(a - to) - Math.abs(b - to) || a - b)
    .slice(0, count);
}

/** The positive multiples of a number on both sides of another. */
export function nearestMultiples(of: number, to: number): number[] {
  const below = Math.floor(to / of) * of;
  return [below, below + of].filter((multiple) => multiple > 0);
}

/** Where the config names what it is: the innermost model type, else the first architecture. */
export function namePointer(document: ConfigDocument, recognition: Recognition): Pointer {
  const base = recognition.status === 'not-a-config' ? '' : recognition.config.base;
  const places = [
    joinPointer(base, 'model_type'),
    '/model_type',
    joinPointer(base, 'architectures', 0),
    '/architectures/0',
  ];
  return places.find((place) => locate(document.root, place)) ?? '';
}

/**
 * Makes a list as long as it must be: cuts off the surplus, or repeats the last entry as it is written, since 0.0
 * written anew would become a 0 that some classes refuse.
 */
export function resizeFix(model: Model, pointer: Pointer, length: number): Fix[] {
  const { document } = model.recognition.config;
  const list = locate(document.root, pointer)?.node;
  if (!isArray(list) || list.items.length === length || length > maximumLayers) return [];
  const { text } = document;
  const [before, last] = [list.items.at(-2), list.items.at(-1)];
  const missing = length - list.items.length;
  const end = last?.range.end;
  if (missing < 0) {
    const start = list.items[length - 1]?.range.end;
    if (start === undefined || end === undefined) return [];
    const title = `Remove the last ${-missing === 1 ? 'entry' : `${-missing} entries`}`;
    return [{ title, edits: [{ range: { start, end }, text: '' }], safe: false }];
  }
  if (!before || !last || end === undefined) return [];
  const separated = text.slice(before.range.end, end);
  const title = `Repeat the last entry ${missing === 1 ? 'once' : `${missing} times`}`;
  return [{ title, edits: [{ range: { start: end, end }, text: separated.repeat(missing) }], safe: false }];
}
