/**
 * What VS Code loads as soon as any JSON or YAML is open, so next to nothing: a look at each file. Everything else is
 * loaded when the first model config is there, or a command asks for it.
 */
import * as vscode from 'vscode';
import { commandIds } from './commandIds';
import type { Started } from './features';
import { isProjectFile, mayBeConfig } from './gate';
import { catchingBugs, createLog } from './log';

/** A bundle of its own: not even read before it is needed. esbuild.js puts it beside this one. */
const featuresBundle = './features.js';
const loadFeatures = (): typeof import('./features') =>
  require(featuresBundle) as typeof import('./features');

export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  const safely = catchingBugs(log);

  let started: Started | undefined;
  const start = (): Started => {
    watching.dispose();
    started ??= loadFeatures().start(context, log, safely);
    return started;
  };

  const look = (document: vscode.TextDocument): void => {
    safely('start', () => (mayBeConfig(document) || isProjectFile(document.uri)) && start());
  };
  const watching = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
  );
  context.subscriptions.push(
    log,
    watching,
    // The panel of a window that was reloaded.
    vscode.window.registerWebviewPanelSerializer('layerwise.benchmark', {
      deserializeWebviewPanel: async (panel, state: unknown) => start().restoreBenchmark(panel, state),
    }),
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, (uri?: unknown, details?: unknown) => start()[id](uri, details)),
    ),
  );
  vscode.workspace.textDocuments.forEach(look);
}
