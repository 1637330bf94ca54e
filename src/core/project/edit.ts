/** Changes to a project file that keep its text as it is otherwise: comments, order and indentation. */
import { insertItems, insertMember, setValue, type TextEdit } from '../document/edit';
import { isArray, isObject, stringValue, memberValue, type DocumentLanguage } from '../document/node';
import { parseDocument } from '../document/parse';
import { locate, type Pointer } from '../document/pointer';

/** What is to be silent: a rule in the whole project, in a file, or at one place of a file. */
export interface Disabled {
  readonly rule: string;
  /** Path from the project file's folder, with slashes. */
  readonly file?: string;
  readonly pointer?: Pointer;
}

/** The edits that disable a rule; a message where the file has to be mended first. */
export function disableRule(
  text: string,
  language: DocumentLanguage,
  disabled: Disabled,
): readonly TextEdit[] | string {
  const document = parseDocument(text, language);
  const { root } = document;
  if (document.problems.some(({ code }) => code === 'syntax' || code === 'duplicate-key'))
    return 'the project file is not well formed. Mend it first.';
  if (root === undefined || (root.type === 'scalar' && root.value === null))
    return [{ range: { start: text.length, end: text.length }, text: newProjectText(disabled, language) }];
  if (!isObject(root)) return 'the project file holds no object. Mend it first.';
  const { rule } = disabled;
  if (disabled.file === undefined) {
    return isObject(memberValue(root, 'rules'))
      ? insertMember(document, '/rules', rule, 'off')
      : insertMember(document, '', 'rules', { [rule]: 'off' });
  }
  const entry = entryOf(disabled.file, disabled);
  const list = memberValue(root, 'suppress');
  if (!isArray(list)) return insertMember(document, '', 'suppress', [entry]);
  const isThere = list.items.some((item) =>
    (['file', 'rule', 'pointer'] as const).every((key) => stringValue(memberValue(item, key)) === entry[key]),
  );
  if (isThere) return [];
  return list.items.length === 0
    ? setValue(document, '/suppress', [entry])
    : insertItems(document, '/suppress', list.items.length, [entry]);
}

/** A whole project file that does nothing else. */
export function newProjectText(disabled: Disabled, language: DocumentLanguage): string {
  const { rule, file } = disabled;
  if (language === 'json') {
    const content =
      file === undefined ? { rules: { [rule]: 'off' } } : { suppress: [entryOf(file, disabled)] };
    return `${JSON.stringify(content, undefined, 2)}\n`;
  }
  if (file === undefined) return `rules:\n  ${rule}: "off"\n`;
  const members = Object.entries(entryOf(file, disabled)).map(
    ([key, value]) => `${key}: ${JSON.stringify(value)}`,
  );
  return `suppress:\n  - ${members.join('\n    ')}\n`;
}

/** Anchored: a name without a slash would stand for files of that name in every folder. The reason is for people to fill in. */
function entryOf(file: string, { rule, pointer }: Disabled): Record<string, string> {
  return { file: `/${file}`, rule, ...(pointer !== undefined && { pointer }), reason: '' };
}

/** The edit that puts a suppression comment over a line of a YAML file. */
export function disableNextLine(
  text: string,
  language: DocumentLanguage,
  rule: string,
  pointer: Pointer,
): TextEdit[] {
  const located = locate(parseDocument(text, language).root, pointer);
  if (language !== 'yaml' || !located) return [];
  const place = located.member?.keyRange.start ?? located.node.range.start;
  const start = text.lastIndexOf('\n', place - 1) + 1;
  const indent = /^[^\S\n]*/.exec(text.slice(start))![0];
  return [{ range: { start, end: start }, text: `${indent}# layerwise-disable-next-line ${rule}\n` }];
}
