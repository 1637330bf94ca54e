import * as vscode from 'vscode';
import { inlayHints, type InlayHint } from '../core/features/hints';
import { toMarkdown } from './actions';
import { toOffsets } from './convert';
import { forConfigs } from './selector';
import { isEnabled, section } from './settings';
import type { Tools } from './tools';

/** What a field costs, beside it. */
export function registerInlayHints({ service, scenario, safely }: Tools): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.InlayHintsProvider = {
    onDidChangeInlayHints: changed.event,
    provideInlayHints: (document, range) =>
      safely('inlay hints', () => {
        const analysis = isEnabled('hints') && service.analysisOf(document);
        if (!analysis) return [];
        return inlayHints(analysis, scenario.view, toOffsets(document, range)).map((hint) =>
          toInlayHint(document, hint),
        );
      }),
  };
  return vscode.Disposable.from(
    changed,
    forConfigs((selector) => vscode.languages.registerInlayHintsProvider(selector, provider)),
    scenario.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) changed.fire();
    }),
  );
}

function toInlayHint(document: vscode.TextDocument, hint: InlayHint): vscode.InlayHint {
  const inlay = new vscode.InlayHint(document.positionAt(hint.offset), hint.label);
  inlay.tooltip = toMarkdown(hint.tooltip, document.uri);
  inlay.paddingLeft = hint.side === 'after';
  inlay.paddingRight = hint.side === 'before';
  return inlay;
}
