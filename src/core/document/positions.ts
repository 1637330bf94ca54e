/** The one conversion from offsets, which everything inside speaks, to lines and characters. */
import type { Range } from './node';

/** 0-based; characters are UTF-16 code units, as in the Language Server Protocol. Terminals print them plus one. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface PositionRange {
  readonly start: Position;
  readonly end: Position;
}

/** Where the lines of a text start. A byte-order mark counts for no character: editors don't show it. */
export interface LineIndex {
  /** Lines end with a line feed, a carriage return, or both. */
  readonly lineStarts: readonly number[];
  readonly length: number;
}

export function indexLines(text: string): LineIndex {
  const lineStarts = [text.charCodeAt(0) === 0xfeff ? 1 : 0];
  const lineEnd = /\r\n|\r|\n/g;
  while (lineEnd.exec(text)) lineStarts.push(lineEnd.lastIndex);
  return { lineStarts, length: text.length };
}

/** Offsets outside the text become its start or its end. */
export function positionAt({ lineStarts, length }: LineIndex, offset: number): Position {
  const inside = Math.min(Math.max(offset, lineStarts[0]!), length);
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStarts[middle]! <= inside) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: Math.max(0, inside - lineStarts[low]!) };
}

export function positionsOf(index: LineIndex, range: Range): PositionRange {
  return { start: positionAt(index, range.start), end: positionAt(index, range.end) };
}
