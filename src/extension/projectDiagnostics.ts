/** What is wrong with an open project file, as problems. */
import * as vscode from 'vscode';
import type { ProjectProblem } from '../core/project/project';
import { diagnosticSource, toRange } from './convert';
import { isProjectFile } from './gate';
import type { Tools } from './tools';

export function registerProjectDiagnostics({ projects, safely }: Tools): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('layerwise project');

  const publish = async (document: vscode.TextDocument): Promise<void> => {
    const found = await projects.load(document.uri);
    // Of two project files in a folder one is read.
    const problems = found?.uri.toString() === document.uri.toString() ? found.problems : [];
    safely('project file', () => {
      const shown = problems.filter((problem) => isOurs(document, problem));
      collection.set(
        document.uri,
        shown.map((problem) => toDiagnostic(document, problem)),
      );
    });
  };
  const publishAll = (): void => {
    for (const document of vscode.workspace.textDocuments) {
      if (isProjectFile(document.uri)) void publish(document);
    }
  };
  publishAll();

  return vscode.Disposable.from(
    collection,
    projects.onDidChange(publishAll),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isProjectFile(document.uri)) void publish(document);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
  );
}

/** Of JSON, VS Code itself says what is wrong with the text, and by our schema what no value may be. */
function isOurs(document: vscode.TextDocument, { code }: ProjectProblem): boolean {
  return document.languageId === 'yaml' || (code !== 'syntax' && code !== 'value');
}

function toDiagnostic(
  document: vscode.TextDocument,
  { severity, message, range }: ProjectProblem,
): vscode.Diagnostic {
  const { Error, Hint } = vscode.DiagnosticSeverity;
  const diagnostic = new vscode.Diagnostic(
    toRange(document, range),
    message,
    severity === 'error' ? Error : Hint,
  );
  diagnostic.source = diagnosticSource;
  return diagnostic;
}
