import * as vscode from 'vscode';
import { completions, type Completion } from '../core/features/completions';
import { toRange } from './convert';
import { toMarkdown } from './markdown';
import { forConfigs } from './selector';
import type { Tools } from './tools';

/** Keys that the family knows and the file lacks, and values such as layer types. */
export function registerCompletion({ service, safely }: Tools): vscode.Disposable {
  const provideCompletionItems: vscode.CompletionItemProvider['provideCompletionItems'] = (
    document,
    position,
  ) =>
    safely('completion', () => {
      const analysis = service.analysisOf(document);
      if (!analysis) return [];
      return completions(analysis, document.offsetAt(position)).map((completion) =>
        toItem(document, completion),
      );
    });
  return forConfigs((selector) =>
    vscode.languages.registerCompletionItemProvider(selector, { provideCompletionItems }, '"', ':', ' '),
  );
}

function toItem(document: vscode.TextDocument, completion: Completion): vscode.CompletionItem {
  const { label, kind, insertText, replace, detail, documentation, sortText } = completion;
  const { Property, Value } = vscode.CompletionItemKind;
  const item = new vscode.CompletionItem(label, kind === 'key' ? Property : Value);
  item.range = toRange(document, replace);
  item.insertText = insertText;
  // VS Code filters by what stands in the range: a quote there has to be in the filter, too.
  item.filterText = /^["']/.test(document.getText(item.range)) ? `"${label}"` : label;
  item.sortText = sortText;
  // Beside the label there is room for a few letters only, and they would be taken from the key's name.
  item.documentation = toMarkdown([detail, documentation].filter(Boolean).join('\n\n'), document.uri);
  return item;
}
