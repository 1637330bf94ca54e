import * as vscode from 'vscode';
import { availableActions, type Action } from '../core/features/action';
import { commandOf } from './actions';

/** The core's Markdown with its `layerwise:` links made into commands; no other command may be linked. */
export function toMarkdown(text: string, uri: vscode.Uri): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(withCommands(withAir(text), uri));
  markdown.isTrusted = { enabledCommands: availableActions.map(commandOf) };
  return markdown;
}

function withCommands(text: string, uri: vscode.Uri): string {
  return text.replaceAll(
    /\]\(layerwise:([a-z-]+)(?:\?([^)\s]*))?\)/g,
    (link, type: string, query = '%7B%7D') => {
      if (!isActionType(type)) return link;
      const rest: unknown = JSON.parse(decodeURIComponent(query));
      return `](command:${commandOf(type)}?${encodeURIComponent(JSON.stringify([uri.toString(), rest]))})`;
    },
  );
}

/** VS Code sets the cells of a table with nothing between them, and breaks `2.06 MiB` in two where room is short. */
function withAir(text: string): string {
  return text.replaceAll(/^\|(?![-: |]*\|$)(.*)\|$/gm, (_, cells: string) => {
    const spaced = cells.split(/(?<!\\)\|/).map((cell) => {
      // The character itself, as an entity would be shown as written in a code span.
      const content = cell.trim();
      return content.length <= shortCell ? content.replaceAll(' ', '\u00a0') : content;
    });
    return `| ${spaced.join('&nbsp;&nbsp;&nbsp; | ')} |`;
  });
}

/** Characters of a cell that stays on one line. */
const shortCell = 24;

const isActionType = (type: string): type is Action['type'] => availableActions.some((each) => each === type);
