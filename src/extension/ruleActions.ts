/** What can be done about a finding other than to fix it: accept it, or read why it is one. */
import * as vscode from 'vscode';
import { applyEdits } from '../core/document/edit';
import { languageOf } from '../core/document/parse';
import { disableNextLine, disableRule, newProjectText, type Disabled } from '../core/project/edit';
import type { Finding } from '../core/rules/rule';
import { rules } from '../core/rules/registry';
import { ruleOf, toTextEdit } from './convert';
import { pathIn } from './projects';
import { openDocument, readTextFile } from './readText';
import type { Tools } from './tools';

const { t } = vscode.l10n;

/** Commands that only these actions give; they need arguments, so no palette shows them. */
const disableCommand = 'layerwise.disableRule';
const pageCommand = 'layerwise.openRulePage';

/** Behind the fixes: each finding's own ways to be accepted, once per rule. */
export function ruleActions(
  document: vscode.TextDocument,
  findings: readonly Finding[],
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const byRule = new Map(findings.map((finding) => [finding.rule, finding]));
  const inProject = vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
  return [...byRule.values()].flatMap((finding) => {
    const { rule } = finding;
    const about = diagnostics.filter((diagnostic) => ruleOf(diagnostic) === rule);
    const actions = [
      ...commentAction(document, finding),
      ...(inProject ? projectActions(document, finding) : []),
      ...(hasPage(rule)
        ? [withCommand(t('Open the page of {0}', rule), { command: pageCommand, arguments: [rule] })]
        : []),
    ];
    for (const action of actions) action.diagnostics = about;
    return actions;
  });
}

export const hasPage = (rule: string): boolean => rules.some(({ name }) => name === rule);

/** YAML has comments, so the reason can stand where the finding is. */
function commentAction(document: vscode.TextDocument, { rule, pointer }: Finding): vscode.CodeAction[] {
  if (document.languageId !== 'yaml') return [];
  const edits = disableNextLine(document.getText(), 'yaml', rule, pointer);
  if (edits.length === 0) return [];
  const action = new vscode.CodeAction(t('Disable {0} for this line', rule), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(
    document.uri,
    edits.map((edit) => toTextEdit(document, edit)),
  );
  return [action];
}

function projectActions(document: vscode.TextDocument, { rule, pointer }: Finding): vscode.CodeAction[] {
  const uri = document.uri.toString();
  const disable = (title: string, scope: Scope): vscode.CodeAction =>
    withCommand(title, { command: disableCommand, arguments: [uri, { rule, pointer, scope }] });
  return [
    ...(document.languageId === 'yaml'
      ? []
      : [disable(t('Disable {0} here, in the project file', rule), 'place')]),
    disable(t('Disable {0} for this file', rule), 'file'),
    disable(t('Disable {0} in the project file', rule), 'project'),
  ];
}

function withCommand(title: string, command: Omit<vscode.Command, 'title'>): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, ...command };
  return action;
}

type Scope = 'place' | 'file' | 'project';

interface Request {
  readonly rule: string;
  readonly pointer: string;
  readonly scope: Scope;
}

export function registerRuleCommands({ projects, extensionUri }: Tools): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(disableCommand, (uri: string, request: Request) =>
      disable(projects, vscode.Uri.parse(uri), request),
    ),
    vscode.commands.registerCommand(pageCommand, async (rule: unknown) => {
      if (typeof rule !== 'string' || !hasPage(rule)) return;
      const page = vscode.Uri.joinPath(extensionUri, 'src/core/rules', rule, 'README.md');
      await vscode.commands.executeCommand('markdown.showPreview', page);
    }),
  );
}

/** Writes the project file that holds for a config, or makes one in the workspace folder. */
async function disable(
  projects: Tools['projects'],
  uri: vscode.Uri,
  { rule, pointer, scope }: Request,
): Promise<void> {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (!root) return;
  const found = await projects.reload(uri);
  const folder = found?.folder ?? root;
  const target = found?.uri ?? vscode.Uri.joinPath(root, '.layerwise.json');
  const disabled: Disabled = {
    rule,
    ...(scope !== 'project' && { file: pathIn(folder, uri) }),
    ...(scope === 'place' && { pointer }),
  };
  const language = languageOf(target.path) ?? 'json';
  const text = found && (await readTextFile(target));
  const edits = text === undefined ? undefined : disableRule(text, language, disabled);
  if (typeof edits === 'string') {
    void vscode.window.showWarningMessage(t('Nothing was disabled: {0}', edits));
    return;
  }
  const open = openDocument(target);
  if (edits && open?.isDirty) {
    // Somebody is at it: the change joins theirs, to be saved with them.
    const edit = new vscode.WorkspaceEdit();
    edit.set(
      target,
      edits.map((each) => toTextEdit(open, each)),
    );
    await vscode.workspace.applyEdit(edit);
  } else {
    const after = text === undefined || !edits ? newProjectText(disabled, language) : applyEdits(text, edits);
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(after));
  }
  await projects.reload(uri);
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  vscode.window.setStatusBarMessage(t('{0} is disabled in {1}', rule, name), 4000);
}
