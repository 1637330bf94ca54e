import type { Range } from '../document/node';
import type { Cursor } from './cursor';

/** `  key:`, `  - key:`, with what follows. */
const member = /^(\s*)(?:- )?["']?([\w.-]+)["']?\s*:(?:\s+|$)(.*)$/;

/** Reads the line before the cursor, and the less indented lines above it for the way down from the root. */
export function yamlCursor(text: string, offset: number): Cursor | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  if (/(?:^|\s)#/.test(before)) return undefined;

  const value = member.exec(before);
  if (value && /\s/.test(before.slice(before.indexOf(':') + 1, before.indexOf(':') + 2))) {
    const [, indent = '', key = '', typed = ''] = value;
    const path = [...parents(text, lineStart, indent.length), key];
    const flow = /^\[(.*)$/.exec(typed);
    if (!flow) return isScalarStart(typed) ? valueAt(text, offset, path, typed) : undefined;
    const items = flow[1]!.split(',');
    return valueAt(text, offset, [...path, String(items.length - 1)], items.at(-1)!.trimStart());
  }

  const item = /^(\s*)- +(["']?[\w.-]*)$/.exec(before);
  if (item) {
    const [, indent = '', typed = ''] = item;
    const path = parents(text, lineStart, indent.length, true);
    const index = precedingItems(text, lineStart, indent.length);
    return path.length > 0 ? valueAt(text, offset, [...path, String(index)], typed) : undefined;
  }

  const key = /^(\s*)([\w.-]*)$/.exec(before);
  if (!key) return undefined;
  const [, indent = '', typed = ''] = key;
  const end = wordEnd(text, offset);
  const start = offset - typed.length;
  const replace = { start, end };
  const typedKey = text.slice(start, end);
  return {
    path: parents(text, lineStart, indent.length),
    role: 'key',
    replace,
    ...(typedKey && { typedKey }),
  };
}

const isScalarStart = (typed: string): boolean => /^["']?[\w.+-]*$/.test(typed);

function valueAt(text: string, offset: number, path: readonly string[], typed: string): Cursor {
  const end = wordEnd(text, offset);
  const isQuoted = /^["']/.test(typed) && text[end] === typed[0];
  const replace: Range = { start: offset - typed.length, end: isQuoted ? end + 1 : end };
  return { path, role: 'value', replace };
}

function wordEnd(text: string, offset: number): number {
  const rest = /^[\w.-]*/.exec(text.slice(offset, offset + 100));
  return offset + (rest?.[0].length ?? 0);
}

/** Keys of the objects around a line of this indentation, outermost first. A list may stand as deep as its key. */
function parents(text: string, lineStart: number, indent: number, isItem = false): string[] {
  const path: string[] = [];
  let limit = isItem ? indent + 1 : indent;
  for (const line of linesAbove(text, lineStart)) {
    if (limit === 0 || /^(?:---|\.\.\.)/.test(line)) break;
    const found = /^(\s*)["']?([\w.-]+)["']?\s*:\s*(?:[&!]\S+\s*)?(?:#.*)?$/.exec(line);
    if (!found || found[1]!.length >= limit) continue;
    path.unshift(found[2]!);
    limit = found[1]!.length;
  }
  return path;
}

function precedingItems(text: string, lineStart: number, indent: number): number {
  let count = 0;
  for (const line of linesAbove(text, lineStart)) {
    const depth = line.length - line.trimStart().length;
    if (line.trim() === '' || line.trimStart().startsWith('#') || depth > indent) continue;
    if (depth < indent || !line.trimStart().startsWith('- ')) break;
    count++;
  }
  return count;
}

function* linesAbove(text: string, lineStart: number): Generator<string> {
  let end = lineStart - 1;
  while (end >= 0) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    yield text.slice(start, end);
    end = start - 1;
  }
}
