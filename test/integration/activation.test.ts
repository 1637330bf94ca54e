import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

const id = 'layerwise.layerwise';

/** The file of the test workspace, opened in an editor. */
async function open(path: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the suite needs a workspace folder');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, path));
  await vscode.window.showTextDocument(document);
  return document;
}

describe('activation', () => {
  it('happens when a model config is opened', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not installed`);
    const document = await open('qwen3-next/config.json');
    assert.equal(document.languageId, 'json');
    const deadline = Date.now() + 10_000;
    while (!extension.isActive && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.ok(extension.isActive, 'not active 10 s after the file was opened');
  });

  it('finds nothing to say about a package.json', async () => {
    const document = await open('package.json');
    await vscode.extensions.getExtension(id)?.activate();
    // Longer than any debounce: there must be nothing, and not merely nothing yet.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });
});
