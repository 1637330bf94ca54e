/** Between the core's offsets and VS Code's positions; the only place that converts. */
import * as vscode from 'vscode';
import type { TextEdit } from '../core/document/edit';
import type { Range } from '../core/document/node';
import type { Finding, Severity } from '../core/rules/rule';

/** Shown beside each message, and how our own diagnostics are told from others'. */
export const diagnosticSource = 'Layerwise';

/** A text that is open, or anything else that knows where an offset is. */
export type Placed = Pick<vscode.TextDocument, 'uri' | 'positionAt'>;

export function toRange(document: Placed, { start, end }: Range): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

export function toOffsets(document: vscode.TextDocument, { start, end }: vscode.Range): Range {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

export function toTextEdit(document: vscode.TextDocument, { range, text }: TextEdit): vscode.TextEdit {
  return vscode.TextEdit.replace(toRange(document, range), text);
}

const severityOf: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

const tagOf: Record<NonNullable<Finding['tag']>, vscode.DiagnosticTag> = {
  unnecessary: vscode.DiagnosticTag.Unnecessary,
  deprecated: vscode.DiagnosticTag.Deprecated,
};

/** @param rulePage where a rule is explained; the rule's name in the message links there. */
export function toDiagnostic(
  document: Placed,
  finding: Finding,
  rulePage: (rule: string) => vscode.Uri | undefined,
): vscode.Diagnostic {
  const { rule, severity, message, range, related, tag } = finding;
  const diagnostic = new vscode.Diagnostic(toRange(document, range), message, severityOf[severity]);
  diagnostic.source = diagnosticSource;
  const target = rulePage(rule);
  diagnostic.code = target ? { value: rule, target } : rule;
  if (related) {
    const location = new vscode.Location(document.uri, toRange(document, related.range));
    diagnostic.relatedInformation = [new vscode.DiagnosticRelatedInformation(location, related.message)];
  }
  if (tag) diagnostic.tags = [tagOf[tag]];
  return diagnostic;
}

/** The rule that a diagnostic of ours came from. */
export function ruleOf({ source, code }: vscode.Diagnostic): string | undefined {
  if (source !== diagnosticSource || code === undefined) return undefined;
  return String(typeof code === 'object' ? code.value : code);
}
