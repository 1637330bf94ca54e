/** Findings as squiggles. A problem that is fixed vanishes at once; a new one waits until the typing pauses. */
import * as vscode from 'vscode';
import type { Finding } from '../core/rules/rule';
import { toDiagnostic } from './convert';
import { createDebounce } from './debounce';
import { section } from './configuration';
import { runMode } from './settings';
import type { Tools } from './tools';

const milliseconds = { fixed: 40, found: 350 };

export function registerDiagnostics({ service, scenario, safely, rulePage }: Tools): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(section);
  const [fixed, found] = [createDebounce(), createDebounce()];
  const shown = new Map<string, ReadonlySet<string>>();

  const publish = (document: vscode.TextDocument, show: (finding: Finding) => boolean): void => {
    safely('diagnostics', () => {
      if (document.isClosed) return;
      const findings = service.findingsOf(document).filter(show);
      const key = document.uri.toString();
      if (findings.length === 0) {
        if (shown.delete(key)) collection.delete(document.uri);
        return;
      }
      collection.set(
        document.uri,
        findings.map((finding) => toDiagnostic(document, finding, rulePage)),
      );
      shown.set(key, new Set(findings.map(identity)));
    });
  };

  const isKnown = (document: vscode.TextDocument, finding: Finding): boolean =>
    shown.get(document.uri.toString())?.has(identity(finding)) ?? false;

  const publishAll = (document: vscode.TextDocument): void => publish(document, () => true);
  const publishKnown = (document: vscode.TextDocument): void =>
    publish(document, (finding) => isKnown(document, finding));
  // What half a text seems to lack is most often an echo of the half that is being typed.
  const publishSettled = (document: vscode.TextDocument): void =>
    publish(
      document,
      (finding) => finding.rule === 'syntax' || isKnown(document, finding) || !isHalfTyped(service, document),
    );

  const changed = (document: vscode.TextDocument): void => {
    // A slow file gets longer pauses: typing must stay smooth while it is parsed.
    const wait = (base: number): number => Math.max(base, 2 * service.costOf(document));
    if (shown.has(document.uri.toString()))
      fixed.schedule(document, wait(milliseconds.fixed), () => publishKnown(document));
    found.schedule(document, wait(milliseconds.found), () => publishSettled(document));
  };

  const closed = (document: vscode.TextDocument): void => {
    fixed.cancel(document);
    found.cancel(document);
    shown.delete(document.uri.toString());
    collection.delete(document.uri);
  };

  // One file per turn of the event loop: a window restored with a hundred files must not stand still.
  const opened = (document: vscode.TextDocument): void =>
    // A project file may silence what would else be there for a blink.
    found.schedule(document, 0, () => void service.ready(document).then(() => publishAll(document)));
  const openAll = (): void => vscode.workspace.textDocuments.forEach(opened);
  openAll();

  return vscode.Disposable.from(
    collection,
    fixed,
    found,
    scenario.onDidChange(openAll),
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && runMode(document.uri) === 'onType') changed(document);
    }),
    vscode.workspace.onDidSaveTextDocument(opened),
    vscode.workspace.onDidCloseTextDocument(closed),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) openAll();
    }),
  );
}

/** The same problem as before, whatever its words and numbers are now. */
const identity = ({ rule, pointer }: Finding): string => `${rule} ${pointer}`;

function isHalfTyped(service: Tools['service'], document: vscode.TextDocument): boolean {
  return service.analysisOf(document)?.document.problems.some(({ code }) => code === 'syntax') ?? false;
}
