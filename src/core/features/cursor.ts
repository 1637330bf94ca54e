import type { ConfigDocument, Range } from '../document/node';
import { jsonCursor } from './cursor-json';
import { yamlCursor } from './cursor-yaml';

/** What is being typed at an offset: a key or a value, where in the tree, and the text that a completion replaces. */
export interface Cursor {
  /** Keys and list indices down to the value, or to the object that the key is to stand in. */
  readonly path: readonly string[];
  readonly role: 'key' | 'value';
  readonly replace: Range;
  /** The key as it stands, where one is typed already. */
  readonly typedKey?: string;
}

/** Undefined where nothing can be completed: in a comment, behind a finished value. Reads text, not the tree, which half-typed text has not yet. */
export function cursorAt({ language, text }: ConfigDocument, offset: number): Cursor | undefined {
  return language === 'json' ? jsonCursor(text, offset) : yamlCursor(text, offset);
}
