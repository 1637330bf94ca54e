import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyse, type Analysis } from '../../../src/core/analyse';
import type { DocumentLanguage } from '../../../src/core/document/node';
import { hover } from '../../../src/core/features/hover';
import { defaultView, type View } from '../../../src/core/features/view';

export interface Marked {
  readonly analysis: Analysis;
  readonly text: string;
  readonly offset: number;
}

/** A text with its cursor written as `|`. */
export function marked(textWithCursor: string, language: DocumentLanguage = 'json'): Marked {
  const offset = textWithCursor.indexOf('|');
  assert.notEqual(offset, -1, 'the text needs a cursor');
  const text = textWithCursor.slice(0, offset) + textWithCursor.slice(offset + 1);
  return { analysis: analyse(text, language), text, offset };
}

/** A file of the example workspace. */
export function workspaceText(path: string): string {
  return readFileSync(`test/fixtures/workspace/${path}`, 'utf8');
}

export function workspaceAnalysis(path: string): Analysis {
  return analyse(workspaceText(path), path.endsWith('.yaml') ? 'yaml' : 'json');
}

/** The hover over the first occurrence of a text in a file of the example workspace. */
export function hoverOver(path: string, place: string, view: Partial<View> = {}): string {
  const text = workspaceText(path);
  const offset = text.indexOf(place);
  assert.notEqual(offset, -1, `${place} is not in ${path}`);
  const content = hover(workspaceAnalysis(path), offset + 1, { ...defaultView, ...view });
  assert.ok(content, `no hover over ${place}`);
  return content.markdown;
}
