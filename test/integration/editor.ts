/** The editor as the suites use it: open a text, wait for what comes of it, ask what a feature says. */
import * as assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';

/** A file of the test workspace, in an editor. */
export async function openFile(path: string): Promise<vscode.TextDocument> {
  return show(await vscode.workspace.openTextDocument(fileUri(path)));
}

/**
 * A text of its own, in a new file and an editor. A file each, since VS Code gives the name of an unsaved text that was
 * closed to the next one, sometimes with the old text still in it.
 */
export async function openText(
  content: string,
  language: 'json' | 'yaml' | 'txt' = 'json',
): Promise<vscode.TextDocument> {
  const path = `scratch/${randomUUID()}.${language}`;
  await vscode.workspace.fs.writeFile(fileUri(path), new TextEncoder().encode(content));
  return openFile(path);
}

/** A text that was never saved, in an editor: what VS Code closes at once, while it keeps files open for minutes. */
export async function openUnsaved(content: string, language = 'json'): Promise<vscode.TextDocument> {
  return show(await vscode.workspace.openTextDocument({ content, language }));
}

async function show(document: vscode.TextDocument): Promise<vscode.TextDocument> {
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

export function fileUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the suite needs a workspace folder');
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function readFile(path: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri(path)));
}

/** Closes everything, and throws away what was not saved. */
export async function closeAll(): Promise<void> {
  for (const { document } of vscode.window.visibleTextEditors) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Qwen3-Next's own config with the list of layer types written out, as transformers saves it. */
export async function qwen(language: 'json' | 'yaml' = 'json'): Promise<string> {
  const types = Array.from({ length: 48 }, (_, index) =>
    index % 4 === 3 ? 'full_attention' : 'linear_attention',
  );
  if (language === 'json') {
    const text = await readFile('qwen3-next/config.json');
    const list = types.map((type) => `    "${type}"`).join(',\n');
    return text.replace(
      '  "linear_conv_kernel_dim"',
      `  "layer_types": [\n${list}\n  ],\n  "linear_conv_kernel_dim"`,
    );
  }
  const text = await readFile('configs/qwen3-next.yaml');
  return `${text}layer_types:\n${types.map((type) => `  - ${type}\n`).join('')}`;
}

/** Waits until a probe gives something, and gives that. */
export async function eventually<T>(
  what: string,
  probe: () => T | undefined | Thenable<T | undefined>,
  milliseconds = 10_000,
): Promise<T> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (Date.now() > deadline) assert.fail(`${what}: not within ${milliseconds / 1000} s`);
    await pause(25);
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Longer than any debounce: what is not there then does not come. */
export const longEnough = 1200;

export function findingsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Layerwise');
}

/** Findings of something wrong; a real config may well have hints. */
export function problemsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return findingsOf(document).filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
}

export function ruleOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

export function findingOf(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  return eventually(`a finding of ${rule}`, () =>
    findingsOf(document).find((diagnostic) => ruleOf(diagnostic) === rule),
  );
}

/** Where a text stands, or `beyond` characters behind its start. */
export function positionOf(document: vscode.TextDocument, text: string, beyond = 0): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `the text has no ${text}`);
  return document.positionAt(offset + beyond);
}

/** Replaces the first occurrence of a text, as typing would. */
export async function replace(document: vscode.TextDocument, old: string, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const start = positionOf(document, old);
  const end = positionOf(document, old, old.length);
  edit.replace(document.uri, new vscode.Range(start, end), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

export async function hoverText(document: vscode.TextDocument, text: string, beyond = 1): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    positionOf(document, text, beyond),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n')
    .replaceAll(/&nbsp;|\u00a0/g, ' ');
}

/** Titles of our lenses; VS Code's own extensions have some for a package.json. */
export async function lensTitles(document: vscode.TextDocument): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return lenses
    .map(({ command }) => command?.title ?? '')
    .filter((title) => !title.startsWith('$(debug-start)'));
}

/** Inlay hints with the line that they stand on. */
export async function inlayLines(document: vscode.TextDocument): Promise<{ line: string; label: string }[]> {
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    new vscode.Range(0, 0, document.lineCount, 0),
  );
  return hints.map(({ position, label }) => ({
    line: document.lineAt(position).text.trim(),
    label: typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
  }));
}

export async function codeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind?.value,
  );
}

export async function completionsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return items;
}

export const labelOf = ({ label }: vscode.CompletionItem): string =>
  typeof label === 'string' ? label : label.label;

/** Sets a user setting for the time of `run`. */
export async function withSetting(name: string, value: unknown, run: () => Promise<void>): Promise<void> {
  const set = (to: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration().update(name, to, vscode.ConfigurationTarget.Global);
  await set(value);
  try {
    await run();
  } finally {
    await set(undefined);
  }
}
