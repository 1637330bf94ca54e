/** Entries of project files that suppress nothing, once all files of the workspace were looked at. */
import * as vscode from 'vscode';
import { indexLines, positionAt } from '../core/document/positions';
import { unusedEntries, type Usage } from '../core/project/unused';
import { diagnosticSource } from './convert';
import type { EditorProject } from './projects';
import { readTextFile } from './readText';
import { ruleSettings } from './settings';

export interface UnusedEntries extends vscode.Disposable {
  /** What of its project had an effect on a file; nothing where the file is none of ours any more. */
  note(uri: vscode.Uri, project?: EditorProject, usage?: Usage): void;
  /** Shows what no file that was noted makes use of. */
  publish(): Promise<void>;
  clear(): void;
}

export function createUnusedEntries(): UnusedEntries {
  const collection = vscode.languages.createDiagnosticCollection('layerwise unused entries');
  const noted = new Map<string, { readonly project: EditorProject; readonly usage: Usage }>();

  return {
    note(uri, project, usage) {
      if (project && usage) noted.set(uri.toString(), { project, usage });
      else noted.delete(uri.toString());
    },
    async publish() {
      const projects = new Map<EditorProject, Usage[]>();
      for (const { project, usage } of noted.values())
        projects.set(project, [...(projects.get(project) ?? []), usage]);
      const shown = await Promise.all(
        [...projects].map(async ([found, usages]): Promise<[vscode.Uri, vscode.Diagnostic[]]> => [
          found.uri,
          await diagnosticsOf(found, usages),
        ]),
      );
      collection.clear();
      collection.set(shown);
    },
    clear() {
      noted.clear();
      collection.clear();
    },
    dispose: () => collection.dispose(),
  };
}

async function diagnosticsOf(
  { uri, project }: EditorProject,
  usages: readonly Usage[],
): Promise<vscode.Diagnostic[]> {
  const entries = unusedEntries(project, usages, ruleSettings(uri));
  const text = entries.length > 0 ? await readTextFile(uri) : undefined;
  if (text === undefined) return [];
  const index = indexLines(text);
  const place = (offset: number): vscode.Position => {
    const { line, character } = positionAt(index, offset);
    return new vscode.Position(line, character);
  };
  return entries.map(({ range, title }) => {
    const message = vscode.l10n.t('This suppresses nothing in the workspace: {0}. Remove it.', title);
    const shown = new vscode.Range(place(range.start), place(range.end));
    const diagnostic = new vscode.Diagnostic(shown, message, vscode.DiagnosticSeverity.Hint);
    diagnostic.source = diagnosticSource;
    diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
    return diagnostic;
  });
}
