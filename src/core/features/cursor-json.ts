import { createScanner } from 'jsonc-parser';
import type { Range } from '../document/node';
import type { Cursor } from './cursor';

/** jsonc-parser's token kinds, those that matter here. */
const Token = {
  OpenBrace: 1,
  CloseBrace: 2,
  OpenBracket: 3,
  CloseBracket: 4,
  Comma: 5,
  Colon: 6,
  String: 10,
  LineComment: 12,
  BlockComment: 13,
  LineBreak: 14,
  Trivia: 15,
  EOF: 17,
} as const;

/** An object or list that is open at the cursor, and how far it has come. */
interface Open {
  readonly type: 'object' | 'array';
  key: string;
  index: number;
  expects: 'key' | 'colon' | 'value' | 'comma';
}

/** Follows the tokens up to the cursor. A forgotten comma is taken as written: it is forgotten while one types. */
export function jsonCursor(text: string, offset: number): Cursor | undefined {
  const scanner = createScanner(text, false);
  const stack: Open[] = [];
  for (let token: number = scanner.scan(); token !== Token.EOF; token = scanner.scan()) {
    const range = {
      start: scanner.getTokenOffset(),
      end: scanner.getTokenOffset() + scanner.getTokenLength(),
    };
    if (range.start >= offset) break;
    const top = stack.at(-1);
    switch (token) {
      case Token.LineComment:
      case Token.BlockComment:
        if (offset <= range.end) return undefined;
        break;
      case Token.LineBreak:
      case Token.Trivia:
        break;
      case Token.OpenBrace:
        stack.push({ type: 'object', key: '', index: 0, expects: 'key' });
        break;
      case Token.OpenBracket:
        stack.push({ type: 'array', key: '', index: 0, expects: 'value' });
        break;
      case Token.CloseBrace:
      case Token.CloseBracket:
        stack.pop();
        finish(stack.at(-1));
        break;
      case Token.Comma:
        if (top) {
          top.index++;
          top.expects = top.type === 'object' ? 'key' : 'value';
        }
        break;
      case Token.Colon:
        if (top?.type === 'object') top.expects = 'value';
        break;
      default: {
        const value = scanner.getTokenValue();
        const isClosed = token === Token.String && !scanner.getTokenError();
        if (offset < range.end || (offset === range.end && !isClosed)) return cursor(stack, range, value);
        if (top?.type === 'object' && top.expects !== 'value') {
          top.key = value;
          top.expects = 'colon';
        } else finish(top);
      }
    }
  }
  return cursor(stack, { start: offset, end: offset });
}

function finish(open: Open | undefined): void {
  if (open) open.expects = 'comma';
}

function cursor(stack: readonly Open[], replace: Range, typed?: string): Cursor | undefined {
  const top = stack.at(-1);
  if (!top) return undefined;
  const outer = stack.slice(0, -1).map(step);
  if (top.type === 'array') {
    const isOpen = top.expects === 'value' || typed !== undefined;
    return isOpen ? { path: [...outer, step(top)], role: 'value', replace } : undefined;
  }
  if (top.expects === 'value') return { path: [...outer, top.key], role: 'value', replace };
  // Behind a key there is nothing to complete; behind a value a key may start, its comma still missing.
  if (top.expects === 'colon' || (top.expects === 'comma' && typed === undefined)) return undefined;
  return { path: outer, role: 'key', replace, ...(typed !== undefined && { typedKey: typed }) };
}

const step = ({ type, key, index }: Open): string => (type === 'object' ? key : String(index));
