/**
 * Suppression in the file itself, where its language has comments:
 *
 *     # layerwise-disable-next-line ratio-unusual, head-dim-unusual -- why that is meant
 *     # layerwise-disable ratio-unusual
 *
 * and the same behind `//` in JSON. Both name rules; what is behind two hyphens is for people.
 */
import { createScanner } from 'jsonc-parser';
import { Lexer } from 'yaml';
import type { TextEdit } from '../document/edit';
import type { ConfigDocument, Range } from '../document/node';
import { indexLines, positionAt, type LineIndex } from '../document/positions';
import { checkRuleName } from './rule-names';

export interface CommentSuppression {
  readonly rule: string;
  /** 0-based line whose findings are meant; undefined for the whole file. */
  readonly line: number | undefined;
  /** The rule's name in the comment. */
  readonly range: Range;
  /** Takes the name out, or the comment that names nothing else. */
  readonly removal: TextEdit;
}

export interface CommentSuppressions {
  readonly suppressions: readonly CommentSuppression[];
  /** Directives that do nothing: of a rule or a name that there is not. */
  readonly problems: readonly { readonly range: Range; readonly message: string }[];
}

const none: CommentSuppressions = { suppressions: [], problems: [] };
const marker = 'layerwise-disable';
const directives = [marker, `${marker}-next-line`];

export function commentSuppressions({ text, language }: ConfigDocument): CommentSuppressions {
  // Nearly every file: nothing to do, and nothing done.
  if (!text.includes(marker)) return none;
  const comments = language === 'yaml' ? yamlComments(text) : jsonComments(text);
  const index = indexLines(text);
  const suppressions: CommentSuppression[] = [];
  const problems: { range: Range; message: string }[] = [];
  for (const { directive, range, names, comment } of comments.flatMap((comment) =>
    readDirective(text, comment),
  )) {
    if (!directives.includes(directive)) {
      problems.push({ range, message: `There is no ${directive}; there are ${directives.join(' and ')}.` });
      continue;
    }
    if (names.length === 0)
      problems.push({
        range,
        message: `${directive} names no rule, so it does nothing. Name the rules behind it.`,
      });
    const line =
      directive === marker ? undefined : lineBelow(text, index, positionAt(index, range.start).line);
    for (const [position, name] of names.entries()) {
      const unknown = checkRuleName(name.text);
      const removal = { range: removalOf(text, comment, names, position), text: '' };
      if (unknown === undefined) suppressions.push({ rule: name.text, line, range: name.range, removal });
      else problems.push({ range: name.range, message: unknown });
    }
  }
  return { suppressions, problems };
}

/** A name with what joins it to another; of the only one the comment, with its line where it has one to itself. */
function removalOf(text: string, comment: Range, names: Directive['names'], position: number): Range {
  const [previous, name, next] = [names[position - 1], names[position]!, names[position + 1]];
  if (next) return { start: name.range.start, end: next.range.start };
  if (previous) return { start: previous.range.end, end: name.range.end };
  const lineStart = text.lastIndexOf('\n', comment.start - 1) + 1;
  const before = text.slice(lineStart, comment.start);
  const behind = /^[^\S\n]*(?:\n|$)/.exec(text.slice(comment.end));
  if (before.trim() === '' && behind) return { start: lineStart, end: comment.end + behind[0].length };
  return { start: lineStart + before.trimEnd().length, end: comment.end };
}

/** The next line that holds anything but white space and a comment, so that several comments may stand over it. */
function lineBelow(text: string, { lineStarts }: LineIndex, line: number): number {
  let next = line + 1;
  while (next < lineStarts.length && isIdle(text.slice(lineStarts[next], lineStarts[next + 1]))) next++;
  return next;
}

const isIdle = (line: string): boolean => /^\s*(?:$|#|\/\/|\/\*)/.test(line);

interface Directive {
  readonly directive: string;
  readonly range: Range;
  readonly comment: Range;
  readonly names: readonly { readonly text: string; readonly range: Range }[];
}

/** A comment that begins with a directive; prose that mentions one is none. */
function readDirective(text: string, comment: Range): Directive[] {
  const content = text.slice(comment.start, comment.end).replace(/\*\/$/, '');
  const match = /^(?:#+|\/\/+|\/\*+)[^\S\n]*(layerwise-disable[\w-]*)/.exec(content);
  if (!match) return [];
  const directive = match[1]!;
  const start = comment.start + match[0].length - directive.length;
  const rest = content.slice(match[0].length).replace(/(?:^|\s)--(?:\s|$)[^]*$/, '');
  const names = [...rest.matchAll(/[^\s,]+/g)].map(({ 0: name, index }) => {
    const at = comment.start + match[0].length + index;
    return { text: name, range: { start: at, end: at + name.length } };
  });
  return [{ directive, range: { start, end: start + directive.length }, comment, names }];
}

/** jsonc-parser's token kinds, which it declares as a const enum. */
const [lineComment, blockComment, endOfFile] = [12, 13, 17];

function jsonComments(text: string): Range[] {
  const scanner = createScanner(text, false);
  const comments: Range[] = [];
  for (let token: number = scanner.scan(); token !== endOfFile; token = scanner.scan()) {
    if (token !== lineComment && token !== blockComment) continue;
    const start = scanner.getTokenOffset();
    comments.push({ start, end: start + scanner.getTokenLength() });
  }
  return comments;
}

/** What yaml's lexer puts before a scalar, before a document and where flow content ends too early: no text of the file. */
const marks: readonly string[] = ['\u001F', '\u0002', '\u0018'];

function yamlComments(text: string): Range[] {
  const comments: Range[] = [];
  let offset = 0;
  let scalar = false;
  for (const token of new Lexer().lex(text)) {
    if (marks.includes(token)) {
      // A block scalar may begin with a hash, and is none the less text.
      scalar = token === marks[0];
      continue;
    }
    if (!scalar && token.startsWith('#')) comments.push({ start: offset, end: offset + token.length });
    offset += token.length;
    scalar = false;
  }
  return comments;
}
