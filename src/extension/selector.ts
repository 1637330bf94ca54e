import * as vscode from 'vscode';
import { fileGlobs, languages } from './gate';

/**
 * Registers a provider for the files that may be model configs, and anew when the globs in the settings change. The
 * provider still asks the service about each: most JSON files are none.
 */
export function forConfigs(
  register: (selector: vscode.DocumentSelector) => vscode.Disposable,
): vscode.Disposable {
  const registerNow = (): vscode.Disposable =>
    register([
      ...languages.map((language) => ({ language })),
      ...fileGlobs().include.map((pattern) => ({ pattern })),
    ]);
  let registered = registerNow();
  const settingsChanged = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('layerwise.files.include')) return;
    registered.dispose();
    registered = registerNow();
  });
  return new vscode.Disposable(() => {
    settingsChanged.dispose();
    registered.dispose();
  });
}
