import type { DocumentLanguage } from '../core/document/node';
import { readChoice, type Arguments, type Flag } from './arguments';

export const languageFlag: Flag = {
  name: 'language',
  value: 'json|yaml',
  description: 'What standard input and files without a telling name hold (default: by the first character)',
};

export function readLanguage(args: Arguments): DocumentLanguage | undefined {
  const text = args.value(languageFlag.name);
  return text === undefined ? undefined : readChoice<DocumentLanguage>(text, 'language', ['json', 'yaml']);
}
