/** What a click in a lens or a link asks for, as a command of VS Code. */
import * as vscode from 'vscode';
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

/** The core's Markdown with its `layerwise:` links made into commands; no other command may be linked. */
export function toMarkdown(text: string, uri: vscode.Uri): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(
    text.replaceAll(/\]\(layerwise:([a-z-]+)(?:\?([^)\s]*))?\)/g, (link, type: string, query = '{}') => {
      if (!isActionType(type)) return link;
      const rest: unknown = JSON.parse(decodeURIComponent(query));
      const argument = encodeURIComponent(JSON.stringify([uri.toString(), rest]));
      return `](command:${commandOf[type]}?${argument})`;
    }),
  );
  markdown.isTrusted = { enabledCommands: Object.values(commandOf) };
  return markdown;
}

const isActionType = (type: string): type is Action['type'] => Object.hasOwn(commandOf, type);
