/** From the paths of a command line to texts, one file at a time. */
import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import type { Dirent } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { maximumTextLength } from '../core/document/limits';
import type { DocumentLanguage } from '../core/document/node';
import { languageOf } from '../core/document/parse';
import { formatBytes, formatCount } from '../core/format';
import { baseOf, isGlob, matching, type Matches } from '../core/project/globs';
import { mayBeModelConfig } from '../core/recognise';
import type { Io } from './io';

/** A file to work on, or why there is none. */
export type Input =
  | {
      readonly type: 'text';
      /** As given, or joined to the folder as given. */
      readonly file: string;
      /** Named on the command line, not found in a folder. */
      readonly explicit: boolean;
      readonly text: string;
      readonly language: DocumentLanguage;
    }
  /** Beyond what is read at all; there is no text then. */
  | {
      readonly type: 'too-large';
      readonly file: string;
      readonly explicit: boolean;
      readonly message: string;
    }
  | { readonly type: 'failure'; readonly file: string; readonly message: string };

/** Bytes that no readable text exceeds: UTF-8 takes at most three for a UTF-16 unit. */
export const maximumBytes = 3 * maximumTextLength;

/** How much of a file in a folder is looked at to tell whether it is worth parsing. */
const headBytes = 256 * 1024;

export interface Reading {
  /** What files without a telling name hold. */
  readonly language?: DocumentLanguage | undefined;
  /** The name that standard input goes by. */
  readonly stdinName?: string | undefined;
  /** Whether a file that is found in a folder is wanted; it is not read where it is not. */
  readonly covers?: (file: string) => boolean;
}

/** A reading of several paths: a file that two of them lead to is read once. */
interface OnceEach extends Reading {
  /** Takes note of a file, by its real folder and its name. */
  readonly isNew: (key: string) => boolean;
}

/** Adds to a set; false for what is in it already. */
const added = (set: Set<string>, key: string): boolean => set.size < set.add(key).size;

/** Reads inputs lazily: a folder of ten thousand files is never in memory at once. Each comes once. */
export async function* readInputs(
  paths: readonly string[],
  reading: Reading,
  io: Pick<Io, 'readStdin' | 'cwd'>,
): AsyncGenerator<Input> {
  const seen = new Set<string>();
  for (const path of paths) {
    if (path !== '-') yield* readPath(path, { ...reading, isNew: (key) => added(seen, key) }, io.cwd);
    else if (added(seen, path))
      yield decode(reading.stdinName ?? '-', true, await io.readStdin(), reading.language);
  }
}

function* readPath(path: string, reading: OnceEach, cwd: string): Generator<Input> {
  const absolute = resolve(cwd, path);
  try {
    // A name that is there is that name, whatever brackets are in it.
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (!stat && isGlob(path)) yield* readGlob(path, reading, cwd);
    else if (stat?.isDirectory()) yield* readFolder(path, absolute, [], everything(reading));
    else if (!stat || reading.isNew(join(realpathSync(dirname(absolute)), basename(absolute))))
      yield readFile(path, absolute, true, reading.language);
  } catch (error) {
    yield failure(path, error);
  }
}

/** What a walk through folders looks for, and what it remembers. */
interface Walk {
  readonly reading: OnceEach;
  /** Of paths from where the walk began. */
  readonly matches: Matches;
  /** Entries that are passed over without a look. */
  readonly skips: (name: string) => boolean;
  /** Real paths of the folders that it has been in. */
  readonly visited: Set<string>;
  found: boolean;
}

/** Folders that hold no configs of one's own. */
const skippedFolders = new Set(['node_modules']);

const isHidden = (name: string): boolean => name.startsWith('.');

const everything = (reading: OnceEach): Walk => ({
  reading,
  matches: () => true,
  skips: (name) => isHidden(name) || skippedFolders.has(name),
  visited: new Set(),
  found: false,
});

/** A pattern that the shell has left to us: what it matches, folders with all that is in them. */
function* readGlob(pattern: string, reading: OnceEach, cwd: string): Generator<Input> {
  const { base, rest } = baseOf(pattern);
  const namesHidden = /(?:^|\/)\.[^./]/.test(rest);
  const walk: Walk = {
    ...everything(reading),
    // Anchored, as a shell has it: `*.json` is of one folder.
    matches: matching([`/${rest}`]),
    skips: (name) => (isHidden(name) && !namesHidden) || (skippedFolders.has(name) && !rest.includes(name)),
  };
  yield* readFolder(base, resolve(cwd, base), [], walk);
  if (!walk.found)
    yield { type: 'failure', file: pattern, message: 'matches no JSON or YAML file. Check the pattern.' };
}

/** Whether a file goes by a name of model configs, whatever it holds. */
export const isNamedConfig = (file: string): boolean =>
  /(?:^|[\\/.-]|model_)config\.(?:jsonc?|ya?ml)$|(?:^|[\\/])params\.json$/i.test(file);

const configName = /\.(?:jsonc?|ya?ml)$/i;

function* readFolder(
  folder: string,
  absolute: string,
  ancestors: readonly string[],
  walk: Walk,
  inside = '',
): Generator<Input> {
  let entries: Dirent[];
  let real: string;
  try {
    real = realpathSync(absolute);
    if (ancestors.includes(real)) {
      yield {
        type: 'failure',
        file: folder,
        message:
          'leads back into a folder around it, so it is not followed. Remove the link, or name the folders to read.',
      };
      return;
    }
    // A folder that two links lead to is read once.
    if (walk.visited.has(real)) return;
    walk.visited.add(real);
    entries = readdirSync(absolute, { withFileTypes: true });
  } catch (error) {
    yield failure(folder, error);
    return;
  }
  // By code units, so that the order is the same on every machine.
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (walk.skips(entry.name)) continue;
    const path = folder === '' || folder.endsWith('/') ? folder + entry.name : `${folder}/${entry.name}`;
    const target = join(absolute, entry.name);
    const place = inside === '' ? entry.name : `${inside}/${entry.name}`;
    const kind = kindOf(entry, target);
    if (kind === 'folder') yield* readFolder(path, target, [...ancestors, real], walk, place);
    else if (kind === 'loop') yield failure(path, { code: 'ELOOP' });
    else if (kind === 'file' && configName.test(entry.name) && walk.matches(place)) {
      walk.found = true;
      if (walk.reading.covers?.(path) ?? true)
        yield* readFound(path, target, join(real, entry.name), walk.reading);
    }
  }
}

/** A link that leads nowhere is none of these, and neither are sockets and devices, which would block. */
function kindOf(entry: Dirent, target: string): 'folder' | 'file' | 'loop' | undefined {
  try {
    const stat = entry.isSymbolicLink() ? statSync(target, { throwIfNoEntry: false }) : entry;
    return stat?.isDirectory() ? 'folder' : stat?.isFile() ? 'file' : undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ELOOP' ? 'loop' : undefined;
  }
}

/** A file in a folder: nothing where its beginning shows that it is no model config. */
function* readFound(file: string, absolute: string, key: string, { isNew }: OnceEach): Generator<Input> {
  try {
    if (!looksPromising(absolute) || !isNew(key)) return;
    yield readFile(file, absolute, false, undefined);
  } catch (error) {
    yield failure(file, error);
  }
}

function looksPromising(absolute: string): boolean {
  const descriptor = openSync(absolute, 'r');
  try {
    const head = Buffer.alloc(Math.min(headBytes, fstatSync(descriptor).size));
    const length = readSync(descriptor, head, 0, head.length, 0);
    // What is meant to be a config, and can't be read as one, is told of.
    return head.includes(0) ? isNamedConfig(absolute) : mayBeModelConfig(head.toString('utf8', 0, length));
  } finally {
    closeSync(descriptor);
  }
}

function readFile(
  file: string,
  absolute: string,
  explicit: boolean,
  language: DocumentLanguage | undefined,
): Input {
  const stat = statSync(absolute);
  // Pipes are what shells make of `<(command)`.
  if (!stat.isFile() && !stat.isFIFO())
    return { type: 'failure', file, message: 'is no file. Name a file, a folder, or - for standard input.' };
  if (stat.size > maximumBytes) return tooLarge(file, explicit, stat.size);
  return decode(file, explicit, readFileSync(absolute), language);
}

function tooLarge(file: string, explicit: boolean, bytes: number): Input {
  const limit = formatCount(maximumTextLength);
  const message = `This file has ${formatBytes(bytes)}; Layerwise reads up to ${limit} characters.`;
  return { type: 'too-large', file, explicit, message };
}

function decode(
  file: string,
  explicit: boolean,
  bytes: Uint8Array,
  language: DocumentLanguage | undefined,
): Input {
  if (bytes.length > maximumBytes) return tooLarge(file, explicit, bytes.length);
  if (bytes.length === 0)
    return { type: 'failure', file, message: 'is empty. A model config holds at least "model_type".' };
  if (isUtf16(bytes)) return { type: 'failure', file, message: 'is UTF-16 text. Save it as UTF-8.' };
  if (bytes.includes(0))
    return { type: 'failure', file, message: 'is binary, not text. Name a JSON or YAML file.' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return {
      type: 'failure',
      file,
      message: 'is not UTF-8 text. Save it as UTF-8, or name a JSON or YAML file.',
    };
  }
  if (text.trim() === '')
    return {
      type: 'failure',
      file,
      message: 'holds only white space. A model config holds at least "model_type".',
    };
  return { type: 'text', file, explicit, text, language: languageFor(file, text, language) };
}

/** By its byte-order mark; else by the zeros beside its first two characters, which are ASCII in any config. */
function isUtf16([first, second, third, fourth]: Uint8Array): boolean {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  if (first === 0) return third === 0 && second !== 0 && fourth !== 0;
  return second === 0 && fourth === 0 && third !== 0;
}

/** A name that tells decides; else what was asked for; else the first character. */
function languageFor(file: string, text: string, asked: DocumentLanguage | undefined): DocumentLanguage {
  return (
    (file === '-' ? undefined : languageOf(file)) ??
    asked ??
    (/^\s*(?:[{["]|\/[/*])/.test(text) ? 'json' : 'yaml')
  );
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist. Check the path.',
  ENOTDIR: 'does not exist: a part of its path is no folder.',
  EACCES: 'may not be read. Check its permissions.',
  EPERM: 'may not be read. Check its permissions.',
  ELOOP: 'is a link that leads back to itself. Remove it, or name the file it should lead to.',
  ENAMETOOLONG: 'has too long a name.',
  EISDIR: 'is a folder.',
};

export function failure(file: string, error: unknown): Extract<Input, { type: 'failure' }> {
  const { code, message } = error as Partial<NodeJS.ErrnoException>;
  return { type: 'failure', file, message: reasons[code ?? ''] ?? `can't be read: ${message}.` };
}
