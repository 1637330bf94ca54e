/** Fixes of findings: one by one at the cursor, and all safe ones of a file at once. */
import * as vscode from 'vscode';
import type { TextEdit } from '../core/document/edit';
import type { Finding, Fix } from '../core/rules/rule';
import { ruleOf, toRange, toTextEdit } from './convert';
import { ruleActions } from './ruleActions';
import { forConfigs } from './selector';
import type { Tools } from './tools';

const { QuickFix } = vscode.CodeActionKind;
const fixAll = vscode.CodeActionKind.SourceFixAll.append('layerwise');

export function registerQuickFixes({ service, safely }: Tools): vscode.Disposable {
  const provideCodeActions: vscode.CodeActionProvider['provideCodeActions'] = (
    document,
    range,
    { only, diagnostics },
  ) =>
    safely('quick fixes', () => {
      const findings = service.findingsOf(document);
      return [
        ...(!only || only.contains(QuickFix) ? quickFixes(document, findings, range, diagnostics) : []),
        ...(only?.contains(fixAll) ? fixAllAction(document, findings, fixAll) : []),
      ];
    });
  return forConfigs((selector) =>
    vscode.languages.registerCodeActionsProvider(
      selector,
      { provideCodeActions },
      { providedCodeActionKinds: [QuickFix, fixAll] },
    ),
  );
}

/** All safe fixes of a file as one edit; undefined where there is none. */
export function fixAllEdit(
  document: vscode.TextDocument,
  findings: readonly Finding[],
): vscode.WorkspaceEdit | undefined {
  const edits: TextEdit[] = [];
  for (const fix of findings.flatMap((finding) => preferred(finding) ?? [])) {
    // Two fixes of one place: the second is left for the next time, when it may not be needed any more.
    if (!fix.edits.some((edit) => edits.some((other) => overlap(edit, other)))) edits.push(...fix.edits);
  }
  return edits.length > 0 ? toWorkspaceEdit(document, edits) : undefined;
}

function quickFixes(
  document: vscode.TextDocument,
  findings: readonly Finding[],
  range: vscode.Range,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const here = findings.filter((finding) => toRange(document, finding.range).intersection(range));
  const actions = here.flatMap((finding) =>
    finding.fixes.map((fix) => {
      const action = new vscode.CodeAction(fix.title, QuickFix);
      action.edit = toWorkspaceEdit(document, fix.edits);
      action.diagnostics = diagnostics.filter((diagnostic) => ruleOf(diagnostic) === finding.rule);
      action.isPreferred = fix === preferred(finding);
      return action;
    }),
  );
  // Worth a line of its own only where it does more than the fixes above it.
  const severalSafe = findings.filter(preferred).length > 1 && here.some(preferred);
  return [
    ...actions,
    ...(severalSafe ? fixAllAction(document, findings, QuickFix) : []),
    ...ruleActions(document, here, diagnostics),
  ];
}

function fixAllAction(
  document: vscode.TextDocument,
  findings: readonly Finding[],
  kind: vscode.CodeActionKind,
): vscode.CodeAction[] {
  const edit = fixAllEdit(document, findings);
  if (!edit) return [];
  const title = vscode.l10n.t('Fix all safe Layerwise problems in this file');
  const action = new vscode.CodeAction(title, kind);
  action.edit = edit;
  return [action];
}

/** The fix that may be applied without asking: safe, and the only safe one. */
function preferred({ fixes }: Finding): Fix | undefined {
  const safe = fixes.filter((fix) => fix.safe);
  return safe.length === 1 ? safe[0] : undefined;
}

const overlap = ({ range: a }: TextEdit, { range: b }: TextEdit): boolean =>
  a.start <= b.end && b.start <= a.end;

function toWorkspaceEdit(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    edits.map((each) => toTextEdit(document, each)),
  );
  return edit;
}
