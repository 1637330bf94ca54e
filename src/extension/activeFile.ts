import * as vscode from 'vscode';
import { createDebounce } from './debounce';
import { section } from './configuration';
import type { Tools } from './tools';

const typingPause = 200;

/**
 * Calls `update` now, and whenever the answer to "what is in front of the reader" may be another: editor, text,
 * language, scenario or settings.
 */
export function watchActiveFile(
  { service, scenario, safely }: Tools,
  name: string,
  update: (document: vscode.TextDocument | undefined) => void,
): vscode.Disposable {
  const debounce = createDebounce();
  const run = (): void => {
    safely(name, () => update(vscode.window.activeTextEditor?.document));
  };
  run();
  return vscode.Disposable.from(
    debounce,
    vscode.window.onDidChangeActiveTextEditor(run),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isActive(document))
        debounce.schedule(document, Math.max(typingPause, 2 * service.costOf(document)), run);
    }),
    // A change of language closes and opens the document, while the editor stays.
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isActive(document)) run();
    }),
    scenario.onDidChange(run),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) run();
    }),
  );
}

const isActive = (document: vscode.TextDocument): boolean =>
  document === vscode.window.activeTextEditor?.document;
