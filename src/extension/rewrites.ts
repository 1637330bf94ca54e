/** Other ways to write the same model, in the menu of refactorings. */
import * as vscode from 'vscode';
import { rewritesAt } from '../core/features/rewrites';
import { toTextEdit } from './convert';
import { forConfigs } from './selector';
import type { Tools } from './tools';

const { RefactorRewrite } = vscode.CodeActionKind;

export function registerRewrites({ service, safely }: Tools): vscode.Disposable {
  const provideCodeActions: vscode.CodeActionProvider['provideCodeActions'] = (document, range, { only }) =>
    safely('rewrites', () => {
      const analysis = service.analysisOf(document);
      if (!analysis || (only && !only.contains(RefactorRewrite))) return [];
      return rewritesAt(analysis, document.offsetAt(range.start)).map(({ title, edits }) => {
        const action = new vscode.CodeAction(title, RefactorRewrite);
        action.edit = new vscode.WorkspaceEdit();
        action.edit.set(
          document.uri,
          edits.map((edit) => toTextEdit(document, edit)),
        );
        return action;
      });
    });
  return forConfigs((selector) =>
    vscode.languages.registerCodeActionsProvider(
      selector,
      { provideCodeActions },
      { providedCodeActionKinds: [RefactorRewrite] },
    ),
  );
}
