import { formatCount } from '../format';
import { parseJson } from './json';
import { maximumTextLength, maximumYamlEntries } from './limits';
import type { ConfigDocument, DocumentLanguage } from './node';
import { parseYaml } from './yaml';

/**
 * Parses a text into the located tree. Never throws: what can't be read is a problem with a place.
 *
 * @param language what the editor or the file's name says it is; JSON text in a YAML file is YAML, too.
 */
export function parseDocument(text: string, language: DocumentLanguage): ConfigDocument {
  if (text.length > maximumTextLength) {
    const limit = formatCount(maximumTextLength);
    return refuse(
      text,
      language,
      'too-large',
      `This file has ${formatCount(text.length)} characters; Layerwise reads up to ${limit}.`,
    );
  }
  if (text.includes('\0')) return refuse(text, language, 'syntax', 'This file is binary, not text.');
  if (language === 'yaml' && hasMoreEntries(text, maximumYamlEntries)) {
    const limit = formatCount(maximumYamlEntries);
    return refuse(
      text,
      language,
      'too-large',
      `This YAML has more than ${limit} lines and entries, which no config has; write it as JSON to have it read.`,
    );
  }
  return language === 'json' ? parseJson(text) : parseYaml(text);
}

function hasMoreEntries(text: string, limit: number): boolean {
  let entries = 0;
  for (let index = 0; index < text.length && entries <= limit; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || code === 44) entries++; // A line break or a comma.
  }
  return entries > limit;
}

function refuse(
  text: string,
  language: DocumentLanguage,
  code: 'too-large' | 'syntax',
  message: string,
): ConfigDocument {
  return {
    language,
    text,
    root: undefined,
    problems: [{ code, message, range: { start: 0, end: Math.min(1, text.length) } }],
  };
}

/** The language a file's name stands for, or undefined for a name that is neither JSON nor YAML. */
export function languageOf(fileName: string): DocumentLanguage | undefined {
  if (/\.jsonc?$/i.test(fileName)) return 'json';
  if (/\.ya?ml$/i.test(fileName)) return 'yaml';
  return undefined;
}
