import * as vscode from 'vscode';
import { lenses, type Lens } from '../core/features/lenses';
import { toCommand } from './actions';
import { toRange } from './convert';
import { forConfigs } from './selector';
import { isEnabled, section } from './settings';
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
        return lenses(analysis, scenario.view).map((lens) => toCodeLens(document, lens));
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

function toCodeLens(document: vscode.TextDocument, { range, title, tooltip, action }: Lens): vscode.CodeLens {
  // Without a command's name VS Code shows the title as plain text.
  const command = action ? toCommand(action, title, document.uri) : { title, command: '' };
  return new vscode.CodeLens(toRange(document, range), { ...command, ...(tooltip && { tooltip }) });
}
