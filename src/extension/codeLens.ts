import * as vscode from 'vscode';
import { lenses, type Lens } from '../core/features/lenses';
import { toCommand } from './actions';
import { findNamedModel } from './namedModel';
import { forConfigs } from './selector';
import { section } from './configuration';
import { isEnabled } from './settings';
import type { Tools } from './tools';

/** What the model is and what it costs, above the first line and above its lists of layers. */
export function registerCodeLens({ service, scenario, safely }: Tools): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: (document) =>
      safely('lenses', () => {
        const analysis = isEnabled('lens') && service.analysisOf(document);
        if (!analysis) return [];
        const { view } = scenario.at(document.uri);
        if (analysis.recognition.status !== 'declined') return inRows(document, lenses(analysis, view));
        return findNamedModel(document, analysis).then((found) =>
          inRows(document, lenses(analysis, view, found?.named), found?.uri),
        );
      }),
  };
  return vscode.Disposable.from(
    changed,
    forConfigs((selector) => vscode.languages.registerCodeLensProvider(selector, provider)),
    scenario.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) changed.fire();
    }),
  );
}

/** Characters of lenses above one line that a laptop's window shows; VS Code cuts off what is more. */
const rowLength = 120;

/** Lenses of one line that are too many for a row go on above the next line. */
function inRows(document: vscode.TextDocument, all: readonly Lens[], opened?: vscode.Uri): vscode.CodeLens[] {
  const filled = new Map<number, number>();
  return all.map((lens) => {
    let { line } = document.positionAt(lens.range.start);
    const isFull = (): boolean => (filled.get(line) ?? 0) + lens.title.length > rowLength;
    while (filled.has(line) && isFull() && line + 1 < document.lineCount) line++;
    filled.set(line, (filled.get(line) ?? 0) + lens.title.length);
    return toCodeLens(document, lens, line, opened);
  });
}

function toCodeLens(
  document: vscode.TextDocument,
  lens: Lens,
  line: number,
  opened: vscode.Uri | undefined,
): vscode.CodeLens {
  const { title, tooltip, action, opens } = lens;
  // Without a command's name VS Code shows the title as plain text.
  const command = action
    ? toCommand(action, title, document.uri)
    : opened && opens !== undefined
      ? { title, command: 'vscode.open', arguments: [opened] }
      : { title, command: '' };
  const { firstNonWhitespaceCharacterIndex: column } = document.lineAt(line);
  return new vscode.CodeLens(new vscode.Range(line, column, line, column), {
    ...command,
    ...(tooltip && { tooltip }),
  });
}
