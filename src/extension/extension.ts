/**
 * What VS Code loads as soon as any JSON or YAML is open, so next to nothing: a look at each file. Everything else is
 * loaded when the first model config is there, or a command asks for it.
 */
import * as vscode from 'vscode';
import { commandIds } from './commandIds';
import { mayBeConfig } from './gate';
import { catchingBugs, createLog } from './log';
import type { Commands } from './commands';

export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  const safely = catchingBugs(log);

  let started: Promise<Commands> | undefined;
  const start = (): Promise<Commands> => {
    watching.dispose();
    started ??= import('./features').then((features) => features.start(context, log, safely));
    return started;
  };

  const look = (document: vscode.TextDocument): void => {
    if (safely('gate', () => mayBeConfig(document))) void start();
  };
  const watching = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
  );
  context.subscriptions.push(
    log,
    watching,
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, async (uri?: unknown) => (await start())[id](uri)),
    ),
  );
  vscode.workspace.textDocuments.forEach(look);
}
