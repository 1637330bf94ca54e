/** What a click in a lens or a link asks for, as a command of VS Code. */
import type * as vscode from 'vscode';
import type { Action } from '../core/features/action';

/** Every command takes the file's uri, as text, and what else the action says. */
export const commandOf: Record<Action['type'], string> = {
  'pick-scenario': 'layerwise.pickScenario',
  'open-report': 'layerwise.openReport',
  benchmark: 'layerwise.benchmark',
  'explain-engines': 'layerwise.explainEngines',
  compare: 'layerwise.compare',
};

export function toCommand(action: Action, title: string, uri: vscode.Uri): vscode.Command {
  const { type, ...rest } = action;
  return { title, command: commandOf[type], arguments: [uri.toString(), rest] };
}
