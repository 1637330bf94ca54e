import { createScanner } from 'jsonc-parser';
import type { ConfigDocument, ConfigNode, DocumentProblem, Member, Range } from './node';
import { maximumDepth } from './limits';

/** jsonc-parser's token kinds. It declares them as a const enum, which modules compiled one by one can't read. */
const SyntaxKind = {
  OpenBraceToken: 1,
  CloseBraceToken: 2,
  OpenBracketToken: 3,
  CloseBracketToken: 4,
  CommaToken: 5,
  NullKeyword: 7,
  TrueKeyword: 8,
  FalseKeyword: 9,
  StringLiteral: 10,
  NumericLiteral: 11,
  Unknown: 16,
  EOF: 17,
} as const;

interface OpenArray {
  readonly type: 'array';
  readonly start: number;
  readonly items: ConfigNode[];
}

interface OpenObject {
  readonly type: 'object';
  readonly start: number;
  readonly members: Map<string, Member>;
  key?: { readonly text: string; readonly range: Range } | undefined;
}

/**
 * Parses JSON as model configs really are: comments, a byte-order mark, trailing commas, and the bare
 * `NaN`, `Infinity` and `-Infinity` that Python's json module writes.
 *
 * The scanner is jsonc-parser's, the builder is a loop over an explicit stack: jsonc-parser's own tree drops
 * `Infinity` from lists, and its recursion does not survive a hostile depth.
 */
export function parseJson(text: string): ConfigDocument {
  const scanner = createScanner(text, true);
  const problems: DocumentProblem[] = [];
  const stack: (OpenArray | OpenObject)[] = [];
  let root: ConfigNode | undefined;
  let skippedDepth = 0;
  let expectComma = false;
  let syntaxReported = false;

  // One syntax problem is enough: what follows the first is most often its echo.
  const syntax = (message: string, range: Range): void => {
    if (!syntaxReported) problems.push({ code: 'syntax', message, range });
    syntaxReported = true;
  };
  const tokenRange = (): Range => ({
    start: scanner.getTokenOffset(),
    end: scanner.getTokenOffset() + scanner.getTokenLength(),
  });

  const add = (node: ConfigNode): void => {
    const parent = stack.at(-1);
    if (!parent) {
      if (root) syntax('More than one value stands in this file; only the first is read.', node.range);
      root ??= node;
    } else if (parent.type === 'array') {
      parent.items.push(node);
    } else if (parent.key) {
      const { text: key, range: keyRange } = parent.key;
      if (parent.members.has(key)) {
        problems.push({
          code: 'duplicate-key',
          message: `"${key}" stands twice in this object; loaders keep only this last one.`,
          range: keyRange,
        });
        // Re-inserted, so that the order of the members follows the text.
        parent.members.delete(key);
      }
      parent.members.set(key, {
        key,
        keyRange,
        value: node,
        range: { start: keyRange.start, end: node.range.end },
      });
      parent.key = undefined;
    } else {
      syntax('A key is missing before this value.', node.range);
    }
    expectComma = true;
  };

  const open = (container: OpenArray | OpenObject): void => {
    if (stack.length < maximumDepth) {
      stack.push(container);
    } else {
      if (skippedDepth === 0)
        problems.push({
          code: 'too-deep',
          message: `Nested more than ${maximumDepth} levels deep; what is inside is not read.`,
          range: { start: container.start, end: container.start + 1 },
        });
      skippedDepth++;
    }
    expectComma = false;
  };

  const close = (type: 'array' | 'object', end: number): void => {
    if (skippedDepth > 0) {
      skippedDepth--;
      return;
    }
    const top = stack.at(-1);
    if (!top || top.type !== type) {
      syntax(`Unexpected ${type === 'array' ? ']' : '}'}.`, { start: end - 1, end });
      return;
    }
    stack.pop();
    const range = { start: top.start, end };
    if (top.type === 'array') add({ type: 'array', items: top.items, range });
    else add({ type: 'object', members: top.members, range });
  };

  const value = (node: ConfigNode): void => {
    if (expectComma && stack.length > 0) syntax('A comma is missing before this.', node.range);
    add(node);
  };

  if (text.charCodeAt(0) === 0xfeff) scanner.setPosition(1);
  for (let token: number = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    const range = tokenRange();
    if (skippedDepth > 0 && !isBracket(token)) continue;
    switch (token) {
      case SyntaxKind.OpenBraceToken:
      case SyntaxKind.OpenBracketToken:
        if (expectComma && stack.length > 0) syntax('A comma is missing before this.', range);
        open(
          token === SyntaxKind.OpenBraceToken
            ? { type: 'object', start: range.start, members: new Map() }
            : { type: 'array', start: range.start, items: [] },
        );
        break;
      case SyntaxKind.CloseBraceToken:
        close('object', range.end);
        break;
      case SyntaxKind.CloseBracketToken:
        close('array', range.end);
        break;
      case SyntaxKind.CommaToken: {
        const top = stack.at(-1);
        if (top?.type === 'object' && top.key) {
          syntax(`"${top.key.text}" has no value.`, top.key.range);
          top.key = undefined;
        }
        expectComma = false;
        break;
      }
      case SyntaxKind.StringLiteral: {
        const top = stack.at(-1);
        if (top?.type === 'object' && !top.key) {
          if (expectComma) syntax('A comma is missing before this.', range);
          top.key = { text: scanner.getTokenValue(), range };
          expectComma = false;
        } else {
          value({ type: 'scalar', value: scanner.getTokenValue(), range });
        }
        if (scanner.getTokenError()) syntax('This string is not closed or not well formed.', range);
        break;
      }
      case SyntaxKind.NumericLiteral: {
        const source = scanner.getTokenValue();
        const isFloat = /[.eE]/.test(source);
        value({ type: 'scalar', value: Number(source), range, ...(isFloat && { isFloat }) });
        break;
      }
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword:
        value({ type: 'scalar', value: token === SyntaxKind.TrueKeyword, range });
        break;
      case SyntaxKind.NullKeyword:
        value({ type: 'scalar', value: null, range });
        break;
      case SyntaxKind.Unknown: {
        const literal = readPythonNumber(text, range.start);
        if (literal) {
          scanner.setPosition(literal.end);
          const whole = { start: range.start, end: literal.end };
          problems.push({
            code: 'non-standard-number',
            message: `${text.slice(whole.start, whole.end)} is not JSON; Python reads it, strict parsers refuse the file.`,
            range: whole,
          });
          value({ type: 'scalar', value: literal.value, range: whole, isFloat: true });
        } else {
          syntax(`Unexpected ${scanner.getTokenValue().slice(0, 40)}.`, range);
        }
        break;
      }
      default: // A colon, a comment or white space: the tree does not need them.
    }
  }

  if (stack.length > 0) {
    const end = text.trimEnd().length;
    syntax('The file ends before this is closed.', {
      start: stack.at(-1)!.start,
      end: stack.at(-1)!.start + 1,
    });
    skippedDepth = 0;
    while (stack.length > 0) close(stack.at(-1)!.type, end);
  }
  return { language: 'json', text, root, problems };
}

const isBracket = (token: number): boolean =>
  token === SyntaxKind.OpenBraceToken ||
  token === SyntaxKind.OpenBracketToken ||
  token === SyntaxKind.CloseBraceToken ||
  token === SyntaxKind.CloseBracketToken;

function readPythonNumber(text: string, start: number): { value: number; end: number } | undefined {
  const match = /^(NaN|-?Infinity)(?![\w])/.exec(text.slice(start, start + 10));
  return match ? { value: Number(match[1]), end: start + match[0].length } : undefined;
}
