/** What the rules of one dialect share: its own keys, of a model or of a file that its tool refuses. */
import type { Analysis } from '../analyse';
import type { DialectId, Field, OwnKeys } from '../dialects/dialect';
import { scalarOf } from '../dialects/source';
import { setValue, removeMember } from '../document/edit';
import { isArray, type ConfigDocument, type ConfigNode } from '../document/node';
import { splitPointer } from '../document/pointer';
import type { Fix } from './rule';

/** Dialects that write Megatron's keys. */
export const megatronDialects: readonly DialectId[] = ['megatron', 'nemo', 'flagscale'];

export interface OwnFile {
  readonly document: ConfigDocument;
  readonly dialect: DialectId;
  readonly key: OwnKeys;
}

/** The file as its own dialect names its keys; undefined for another dialect. */
export function ownFile(
  { document, recognition }: Analysis,
  dialects: readonly DialectId[],
): OwnFile | undefined {
  if (recognition.status === 'not-a-config') return undefined;
  const { dialect, own } = recognition.config;
  return own && dialects.includes(dialect) ? { document, dialect, key: own } : undefined;
}

/** A number that one of the keys says. */
export function numberOf({ key }: OwnFile, ...names: readonly string[]): number | undefined {
  const value = scalarOf(key(...names));
  return typeof value === 'number' ? value : undefined;
}

export function textOf(file: OwnFile, ...names: readonly string[]): string | undefined {
  const value = scalarOf(file.key(...names));
  return typeof value === 'string' ? value : undefined;
}

/** A pattern of Megatron's letters, and where it is written. */
export function hybridPattern(
  analysis: Analysis,
): { readonly file: OwnFile; readonly field: Field; readonly pattern: string } | undefined {
  const file = ownFile(analysis, megatronDialects);
  const field = file?.key('hybrid_layer_pattern', 'hybrid_override_pattern');
  const pattern = scalarOf(field);
  return file && field && typeof pattern === 'string' ? { file, field, pattern } : undefined;
}

export function itemsOf(field: Field | undefined): readonly ConfigNode[] | undefined {
  return isArray(field?.node) ? field.node.items : undefined;
}

/** A key as the user wrote it: `--hybrid-layer-pattern`. */
export function nameOf({ pointer }: Field): string {
  return splitPointer(pointer).at(-1) ?? '';
}

/** Another key in the spelling of one that is written: with hyphens where that one has them. */
export function inSpellingOf(written: string, name: string): string {
  const dashes = /^-*/.exec(written)?.[0] ?? '';
  return dashes + (written.slice(dashes.length).includes('-') ? name.replaceAll('_', '-') : name);
}

export function setKey(
  { document }: OwnFile,
  { pointer }: Field,
  title: string,
  value: string | number,
): Fix {
  return { title, edits: setValue(document, pointer, value), safe: false };
}

export function removeKey({ document }: OwnFile, field: Field): Fix {
  return { title: `Remove ${nameOf(field)}`, edits: removeMember(document, field.pointer), safe: false };
}
