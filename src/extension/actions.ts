/** What a click in a lens or a link asks for, as a command of VS Code. */
import type * as vscode from 'vscode';
import type { Action } from '../core/features/action';

/** `layerwise.pickScenario` for `pick-scenario`. The command takes the file's uri, as text, and what else the action says. */
export function commandOf(type: Action['type']): string {
  return `layerwise.${type.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
}

export function toCommand(action: Action, title: string, uri: vscode.Uri): vscode.Command {
  const { type, ...rest } = action;
  return { title, command: commandOf(type), arguments: [uri.toString(), rest] };
}
