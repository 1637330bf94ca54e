/**
 * Edits of the user's own text. They touch what they change and nothing else: indentation, comments, key order and
 * the style of lists stay as they were, in JSON and in YAML.
 */
import {
  isArray,
  isObject,
  type ConfigDocument,
  type ConfigNode,
  type Member,
  type ObjectNode,
  type Range,
} from './node';
import { locate, splitPointer, type Pointer } from './pointer';

/** Replace `range` by `text`. Edits of one list never overlap and all refer to the text before any of them. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** A plain value to write. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** Applies edits to a text. Where all its lines end in CRLF, new ones do so too. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const result = edits
    .toSorted((a, b) => b.range.start - a.range.start || b.range.end - a.range.end)
    .reduce(
      (before, edit) => before.slice(0, edit.range.start) + edit.text + before.slice(edit.range.end),
      text,
    );
  const isCrlf = text.includes('\r\n') && !/(?<!\r)\n/.test(text);
  return isCrlf ? result.replaceAll(/\r?\n/g, '\r\n') : result;
}

/** Replaces the value at a pointer; a list keeps its style. No edits where nothing stands there. */
export function setValue(document: ConfigDocument, pointer: Pointer, value: Value): TextEdit[] {
  const located = locate(document.root, pointer);
  if (!located) return [];
  const { node, member } = located;
  if (isArray(node) && Array.isArray(value)) return setList(document, node, value as Value[]);
  // A YAML key without a value has an empty range right behind its colon or key.
  const missing = node.range.start === node.range.end && member;
  if (missing && document.language === 'yaml') {
    const colon = document.text.indexOf(':', member.keyRange.end) + 1;
    return [{ range: { start: colon, end: colon }, text: ` ${write(document, value)}` }];
  }
  return [{ range: node.range, text: write(document, value) }];
}

/** Of a list that keeps its length only the entries that change are touched, so that comments between them stay. */
function setList(
  document: ConfigDocument,
  node: Extract<ConfigNode, { type: 'array' }>,
  values: readonly Value[],
): TextEdit[] {
  if (values.length !== node.items.length || node.items.some(({ type }) => type !== 'scalar'))
    return [{ range: node.range, text: writeList(document, node, values) }];
  return node.items.flatMap((item, index) => {
    const value = values[index]!;
    return item.type === 'scalar' && item.value === value
      ? []
      : [{ range: item.range, text: write(document, value) }];
  });
}

export function renameKey(document: ConfigDocument, pointer: Pointer, key: string): TextEdit[] {
  const member = locate(document.root, pointer)?.member;
  return member ? [{ range: member.keyRange, text: writeKey(document, key, member.keyRange) }] : [];
}

/** Puts another key and value in the place of a member. A list gets a line for each entry where the member has its own. */
export function replaceMember(
  document: ConfigDocument,
  pointer: Pointer,
  key: string,
  value: Value,
): TextEdit[] {
  const member = locate(document.root, pointer)?.member;
  const parent = locate(document.root, parentOf(pointer))?.node;
  if (!member || !isObject(parent)) return [];
  const { text } = document;
  const { start, end } = member.range;
  const indent = isBlockYaml(document, parent) ? ' '.repeat(column(text, start)) : indentation(text, start);
  const step = indent?.slice(0, indent.length / splitPointer(pointer).length) ?? '';
  const written =
    Array.isArray(value) && value.length > 0 && indent !== undefined
      ? writeLines(document, isBlockYaml(document, parent), value as Value[], indent, step || '  ')
      : ` ${write(document, value)}`;
  return [
    {
      range: { start, end: start + text.slice(start, end).trimEnd().length },
      text: `${writeKey(document, key, member.keyRange)}:${written}`,
    },
  ];
}

function writeLines(
  document: ConfigDocument,
  isBlock: boolean,
  values: readonly Value[],
  indent: string,
  step: string,
): string {
  const items = values.map((value) => write(document, value));
  return isBlock
    ? items.map((item) => `\n${indent}${step}- ${item}`).join('')
    : ` [\n${items.map((item) => indent + step + item).join(',\n')}\n${indent}]`;
}

/** Removes a member with its line and its comma. */
export function removeMember(document: ConfigDocument, pointer: Pointer): TextEdit[] {
  const parent = locate(document.root, parentOf(pointer))?.node;
  const member = locate(document.root, pointer)?.member;
  if (!member || !isObject(parent)) return [];
  return isBlockYaml(document, parent)
    ? [removeBlockMember(document, member)]
    : removeFlowMember(document, parent, member);
}

/**
 * Adds a member to an object, behind the member `after` where there is one, else at the end. Sets the value instead
 * where the key is already written.
 */
export function insertMember(
  document: ConfigDocument,
  object: Pointer,
  key: string,
  value: Value,
  after?: string,
): TextEdit[] {
  const parent = locate(document.root, object)?.node;
  if (!isObject(parent)) return [];
  if (parent.members.has(key)) return setValue(document, `${object}/${key}`, value);
  const members = [...parent.members.values()];
  const previous = (after !== undefined && parent.members.get(after)) || members.at(-1);
  const written = `${writeKey(document, key)}: ${write(document, value)}`;
  if (!previous)
    return [{ range: { start: parent.range.start + 1, end: parent.range.start + 1 }, text: written }];
  const { text } = document;
  const end = previous.range.start + text.slice(previous.range.start, previous.range.end).trimEnd().length;
  const ownLine = indentation(text, previous.keyRange.start);
  if (isBlockYaml(document, parent)) {
    const lineEnd = endOfLine(text, end);
    return [
      {
        range: { start: lineEnd, end: lineEnd },
        text: `\n${' '.repeat(column(text, previous.keyRange.start))}${written}`,
      },
    ];
  }
  const separator = ownLine === undefined ? ', ' : `,\n${ownLine}`;
  // Behind a comma that follows with its comment, so that the comment stays with its line.
  const comma = /^\s*,[^\S\n]*(?:\/\/[^\n]*)?(?=\n)/.exec(text.slice(end));
  if (ownLine !== undefined && comma) {
    const at = end + comma[0].length;
    return [{ range: { start: at, end: at }, text: `\n${ownLine}${written},` }];
  }
  return [{ range: { start: end, end }, text: `${separator}${written}` }];
}

/** Inserts entries into a list before the entry `index`, or behind the last where `index` is the list's length. */
export function insertItems(
  document: ConfigDocument,
  pointer: Pointer,
  index: number,
  values: readonly Value[],
): TextEdit[] {
  const list = locate(document.root, pointer)?.node;
  if (!isArray(list) || values.length === 0) return [];
  const last = list.items.at(-1);
  if (!last) return setValue(document, pointer, values);
  const { text } = document;
  const items = values.map((value) => write(document, value));
  const anchor = list.items[index];
  if (document.language === 'yaml' && text[list.range.start] !== '[') {
    const indent = ' '.repeat(column(text, list.range.start));
    const lines = items.map((item) => `${indent}- ${item}`).join('\n');
    const at = anchor ? lineStart(text, anchor.range.start) : endOfLine(text, last.range.end);
    return [{ range: { start: at, end: at }, text: anchor ? `${lines}\n` : `\n${lines}` }];
  }
  const place = anchor ?? last;
  const indent = indentation(text, place.range.start);
  const separator = indent === undefined ? ', ' : `,\n${indent}`;
  const at = anchor ? anchor.range.start : last.range.end;
  const written = items.join(separator);
  return [{ range: { start: at, end: at }, text: anchor ? written + separator : separator + written }];
}

/** A value as text of the document's language, on one line. */
export function write(document: ConfigDocument, value: Value): string {
  if (document.language === 'json') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(document, item as Value)).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).map(([key, item]) => `${key}: ${write(document, item)}`);
    return `{ ${members.join(', ')} }`;
  }
  return writeYamlScalar(value);
}

/** Plain where YAML 1.1 and 1.2 agree that it is a string; quoted elsewhere. */
function writeYamlScalar(value: Value): string {
  const plain =
    typeof value !== 'string' || /^(?!(?:true|false|yes|no|on|off|null|y|n)$)[A-Za-z_][\w./-]*$/i.test(value);
  return typeof value === 'string' && plain ? value : JSON.stringify(value);
}

/** A list in the style of the one it replaces: one entry a line, rows of several, or all on one line. */
function writeList(
  document: ConfigDocument,
  old: Extract<ConfigNode, { type: 'array' }>,
  values: readonly Value[],
): string {
  const { text } = document;
  const items = values.map((value) => write(document, value));
  const isBlock = document.language === 'yaml' && text[old.range.start] !== '[';
  if (isBlock) {
    const indent = ' '.repeat(column(text, old.range.start));
    const tail = /\s*$/.exec(text.slice(old.range.start, old.range.end))?.[0] ?? '';
    return items.map((item, index) => `${index === 0 ? '' : indent}- ${item}`).join('\n') + tail;
  }
  const [first, second] = old.items;
  const firstIndent = first && indentation(text, first.range.start);
  if (!first || firstIndent === undefined) return `[${items.join(', ')}]`;
  const perLine =
    second && indentation(text, second.range.start) === undefined ? itemsOnFirstLine(text, old.items) : 1;
  const rows = Array.from({ length: Math.ceil(items.length / perLine) }, (_, row) =>
    items.slice(row * perLine, (row + 1) * perLine).join(', '),
  );
  const closing = indentation(text, old.range.end - 1) ?? '';
  return `[\n${rows.map((row) => firstIndent + row).join(',\n')}\n${closing}]`;
}

function itemsOnFirstLine(text: string, items: readonly ConfigNode[]): number {
  const next = items.findIndex(
    (item, index) => index > 0 && indentation(text, item.range.start) !== undefined,
  );
  return next === -1 ? items.length : next;
}

function writeKey(document: ConfigDocument, key: string, replaced?: Range): string {
  if (document.language === 'json') return JSON.stringify(key);
  const quote = replaced && document.text[replaced.start];
  return quote === '"' || quote === "'" ? quote + key + quote : key;
}

function removeBlockMember({ text }: ConfigDocument, member: Member): TextEdit {
  const start = lineStart(text, member.range.start);
  const value = text.slice(member.range.start, member.range.end).trimEnd();
  const lineEnd = endOfLine(text, member.range.start + value.length);
  return { range: { start, end: Math.min(text.length, lineEnd + 1) }, text: '' };
}

function removeFlowMember({ text }: ConfigDocument, parent: ObjectNode, member: Member): TextEdit[] {
  const members = [...parent.members.values()].toSorted((a, b) => a.range.start - b.range.start);
  const index = members.indexOf(member);
  const next = members[index + 1];
  const previous = members[index - 1];
  if (next) {
    // Up to the next key where both share a line, else the whole line with what is behind the comma.
    const ownLine =
      indentation(text, member.range.start) !== undefined &&
      indentation(text, next.range.start) !== undefined;
    if (!ownLine) return [{ range: { start: member.range.start, end: next.range.start }, text: '' }];
    const start = lineStart(text, member.range.start);
    const comma = text.indexOf(',', member.range.end);
    return [{ range: { start, end: Math.min(next.range.start, endOfLine(text, comma) + 1) }, text: '' }];
  }
  if (previous) return [{ range: { start: previous.range.end, end: member.range.end }, text: '' }];
  return [{ range: member.range, text: '' }];
}

function isBlockYaml({ language, text }: ConfigDocument, node: ObjectNode): boolean {
  return language === 'yaml' && text[node.range.start] !== '{';
}

function parentOf(pointer: Pointer): Pointer {
  return splitPointer(pointer).length === 0 ? '' : pointer.slice(0, pointer.lastIndexOf('/'));
}

/** White space before an offset on its line, or undefined where something else stands before it. */
function indentation(text: string, offset: number): string | undefined {
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  return start > 0 && /^\s*$/.test(before) ? before : undefined;
}

function column(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}
