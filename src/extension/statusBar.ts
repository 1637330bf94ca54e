import * as vscode from 'vscode';
import type { Analysis } from '../core/analyse';
import { status } from '../core/features/status';
import type { NamedModel } from '../core/named-model';
import { commandOf } from './actions';
import { watchActiveFile } from './activeFile';
import { toMarkdown } from './markdown';
import { findNamedModel } from './namedModel';
import { isEnabled } from './settings';
import type { Tools } from './tools';

/** The one number, where a model config is in front; a click changes the scenario. */
export function registerStatusBar(tools: Tools): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('layerwise.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Layerwise';
  item.command = commandOf('pick-scenario');
  const show = (document?: vscode.TextDocument, analysis?: Analysis, named?: NamedModel): void => {
    const shown = analysis && status(analysis, tools.scenario.at(document?.uri).view, named);
    if (!document || !shown) {
      item.hide();
      return;
    }
    item.text = shown.text;
    item.tooltip = toMarkdown(shown.tooltip, document.uri);
    item.accessibilityInformation = { label: shown.accessibleLabel };
    item.backgroundColor = shown.overBudget
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    item.show();
  };
  let turns = 0;
  const watching = watchActiveFile(tools, 'status bar', (document) => {
    const turn = ++turns;
    const analysis = document && isEnabled('statusBar') ? tools.service.analysisOf(document) : undefined;
    if (!document || analysis?.recognition.status !== 'declined') {
      show(document, analysis);
      return;
    }
    void findNamedModel(document, analysis).then((found) => {
      // Another file may be in front by now, or another text in this one.
      if (turn === turns) tools.safely('status bar', () => show(document, analysis, found?.named));
    });
  });
  return vscode.Disposable.from(item, watching);
}
