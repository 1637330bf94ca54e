import * as vscode from 'vscode';
import { watchActiveFile } from './activeFile';
import type { Tools } from './tools';

/** `layerwise.isModelConfig`: menus and commands of ours are there for model configs only. */
export function registerContextKey(tools: Tools): vscode.Disposable {
  let known: boolean | undefined;
  return watchActiveFile(tools, 'context key', (document) => {
    const isModelConfig = document !== undefined && tools.service.isModelConfig(document);
    if (isModelConfig === known) return;
    known = isModelConfig;
    void vscode.commands.executeCommand('setContext', 'layerwise.isModelConfig', isModelConfig);
  });
}
