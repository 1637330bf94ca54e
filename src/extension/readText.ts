import * as vscode from 'vscode';

/**
 * The text of a file as it is now: unsaved where it was changed in an editor, else from disk. Undefined where there is
 * none. VS Code keeps a document for minutes after its editor was closed, and even when its file is deleted.
 */
export async function readTextFile(uri: vscode.Uri): Promise<string | undefined> {
  const open = openDocument(uri);
  if (open?.isDirty) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find(
    (document) => !document.isClosed && document.uri.toString() === key,
  );
}
