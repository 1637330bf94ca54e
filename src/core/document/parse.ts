import { parseJson } from './json';
import { maximumTextLength } from './limits';
import type { ConfigDocument, DocumentLanguage } from './node';
import { parseYaml } from './yaml';

/**
 * Parses a text into the located tree. Never throws: what can't be read is a problem with a place.
 *
 * @param language what the editor or the file's name says it is; JSON text in a YAML file is YAML, too.
 */
export function parseDocument(text: string, language: DocumentLanguage): ConfigDocument {
  if (text.length > maximumTextLength) {
    return refuse(
      text,
      language,
      'too-large',
      `This file has ${text.length.toLocaleString('en-US')} characters; Layerwise reads up to ${maximumTextLength.toLocaleString('en-US')}.`,
    );
  }
  if (text.includes('\0')) {
    return refuse(text, language, 'syntax', 'This file is binary, not text.');
  }
  return language === 'json' ? parseJson(text) : parseYaml(text);
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
