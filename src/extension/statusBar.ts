import * as vscode from 'vscode';
import { status } from '../core/features/status';
import { commandOf } from './actions';
import { watchActiveFile } from './activeFile';
import { toMarkdown } from './markdown';
import { isEnabled } from './settings';
import type { Tools } from './tools';

/** The one number, where a model config is in front; a click changes the scenario. */
export function registerStatusBar(tools: Tools): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('layerwise.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Layerwise';
  item.command = commandOf('pick-scenario');
  const watching = watchActiveFile(tools, 'status bar', (document) => {
    const analysis = document && isEnabled('statusBar') ? tools.service.analysisOf(document) : undefined;
    const shown = analysis && status(analysis, tools.scenario.at(document?.uri).view);
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
  });
  return vscode.Disposable.from(item, watching);
}
