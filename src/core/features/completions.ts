import type { Analysis } from '../analyse';
import { write } from '../document/edit';
import { isObject, type ConfigDocument, type Range } from '../document/node';
import { joinPointer, locate, splitPointer } from '../document/pointer';
import type { Family } from '../families/family';
import { families } from '../families/registry';
import { dtypes } from '../reference/dtypes';
import {
  completionsFor,
  isDumped,
  schemaNamesFor,
  valueCompletions,
  type KeyCompletion,
  type ValueCompletion,
} from '../schema/keys';
import { cursorAt, type Cursor } from './cursor';

export interface Completion {
  readonly label: string;
  readonly kind: 'key' | 'value';
  readonly insertText: string;
  /** What the text takes the place of: an empty range where nothing is typed yet. */
  readonly replace: Range;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly sortText: string;
}

/** Keys not yet written, or values that may stand, at `offset`. */
export function completions(analysis: Analysis, offset: number): Completion[] {
  const { document } = analysis;
  // What is not parsed (too large, binary, nested beyond reason) is not scanned either.
  if (document.problems.some(({ code }) => code === 'too-large' || code === 'too-deep')) return [];
  const cursor = cursorAt(document, offset);
  if (!cursor) return [];
  if (cursor.role === 'value' && cursor.path.at(-1) === 'model_type') return modelTypes(document, cursor);
  const path = pathInText(analysis, cursor.path);
  if (!analysis.model || !path) return [];
  return cursor.role === 'key' ? keys(analysis, cursor, path) : values(analysis, cursor, path);
}

/** A path as the schemas count it, from the text model's config; undefined outside of it. */
function pathInText({ recognition }: Analysis, path: readonly string[]): readonly string[] | undefined {
  if (recognition.status !== 'model') return undefined;
  const base = splitPointer(recognition.config.base);
  return base.every((key, depth) => path[depth] === key) ? path.slice(base.length) : undefined;
}

function schemaNamesOf({ recognition }: Analysis): string[] {
  return recognition.status === 'model' ? schemaNamesFor(recognition).filter((name) => !isDumped(name)) : [];
}

function keys(analysis: Analysis, cursor: Cursor, path: readonly string[]): Completion[] {
  const { document } = analysis;
  const object = locate(document.root, joinPointer('', ...cursor.path))?.node;
  const existing = isObject(object) ? [...object.members.keys()] : [];
  const others = existing.filter((key) => key !== cursor.typedKey);
  const found = firstOf(schemaNamesOf(analysis), (name) => completionsFor(name, path, others));
  // On a command line keys have dashes.
  const isCommandLine = others.some((key) => key.startsWith('--'));
  const spelled = found.map((info) =>
    isCommandLine ? { ...info, key: `--${info.key.replaceAll('_', '-')}` } : info,
  );
  return spelled.map((key, index) => ({
    label: key.key,
    kind: 'key',
    insertText: keyText(document, cursor, key),
    replace: cursor.replace,
    detail: keyDetail(key),
    documentation: `${key.description}\n\n_${key.source.replaceAll('_', '\\_')}_`,
    sortText: order(index),
  }));
}

/** The key with its default and the comma it needs; the key alone where a value follows already. */
function keyText(document: ConfigDocument, { replace }: Cursor, { key, valueText }: KeyCompletion): string {
  const { language, text } = document;
  const after = text.slice(replace.end, replace.end + 1000);
  const written = language === 'json' ? JSON.stringify(key) : key;
  if (/^\s*:/.test(after)) return written;
  if (language === 'yaml') return `${written}: ${write(document, JSON.parse(valueText))}`;
  return `${written}: ${valueText}${/^\s*["\w]/.test(after) ? ',' : ''}`;
}

function keyDetail({ types, default: fallback, replacedBy }: KeyCompletion): string {
  const type = types.join(' or ');
  const facts = fallback === undefined ? type : `${type}, ${JSON.stringify(fallback)} when omitted`;
  return replacedBy === undefined ? facts : `${facts}; now ${replacedBy}`;
}

function values(analysis: Analysis, cursor: Cursor, path: readonly string[]): Completion[] {
  const expected = expectedType(analysis, path);
  const found = firstOf(schemaNamesOf(analysis), (name) => valueCompletions(name, path));
  const offered = found.length > 0 ? found : fallbackValues(analysis, path);
  return offered
    .map(({ value, description, isDefault }) => {
      const isExpected = value === expected;
      const notes = [
        ...(isExpected ? ["what the family's pattern has here"] : []),
        ...(isDefault ? ['when omitted'] : []),
      ];
      return {
        value,
        isExpected,
        detail: notes.join(', '),
        documentation: description,
      };
    })
    .toSorted((a, b) => Number(b.isExpected) - Number(a.isExpected))
    .map(({ value, detail, documentation }, index) => ({
      label: String(value),
      kind: 'value',
      insertText: write(analysis.document, value),
      replace: cursor.replace,
      ...(detail !== '' && { detail }),
      ...(documentation !== undefined && { documentation }),
      sortText: order(index),
    }));
}

/** The layer type that the family's own rule gives for an entry of the list. */
function expectedType({ model }: Analysis, path: readonly string[]): string | undefined {
  const isEntry = path.length === 2 && path[0] === 'layer_types';
  return isEntry ? model?.fields.expectedLayerTypes?.[Number(path[1])] : undefined;
}

/** What is known without a schema: dtypes by torch's names, and the layer types of the family's own rule. */
function fallbackValues({ model }: Analysis, path: readonly string[]): ValueCompletion[] {
  const names =
    path.length === 1 && (path[0] === 'dtype' || path[0] === 'torch_dtype')
      ? (['bf16', 'fp16', 'fp32'] as const).map((dtype) => dtypes[dtype].torchName)
      : path[0] === 'layer_types' && path.length === 2
        ? new Set(model?.fields.expectedLayerTypes)
        : [];
  return [...names].map((value) => ({ value, isDefault: false }));
}

function modelTypes(document: ConfigDocument, { replace }: Cursor): Completion[] {
  return families
    .flatMap((family: Family) => family.modelTypes.map((type) => ({ type, title: family.title })))
    .map(({ type, title }, index) => ({
      label: type,
      kind: 'value',
      insertText: write(document, type),
      replace,
      detail: title,
      sortText: order(index),
    }));
}

/** The first list that holds anything. */
function firstOf<T>(names: readonly string[], list: (name: string) => readonly T[]): readonly T[] {
  for (const name of names) {
    const found = list(name);
    if (found.length > 0) return found;
  }
  return [];
}

const order = (index: number): string => String(index).padStart(4, '0');
