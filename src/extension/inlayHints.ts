import * as vscode from 'vscode';
import { inlayHints, type InlayHint } from '../core/features/hints';
import { toOffsets } from './convert';
import { toMarkdown } from './markdown';
import { forConfigs } from './selector';
import { section } from './configuration';
import { isEnabled } from './settings';
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
        return inlayHints(analysis, scenario.at(document.uri).view, toOffsets(document, range)).map((hint) =>
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
  const inlay = new vscode.InlayHint(behindComma(document, hint), hint.label);
  inlay.tooltip = toMarkdown(hint.tooltip, document.uri);
  inlay.paddingLeft = hint.side === 'after';
  inlay.paddingRight = hint.side === 'before';
  return inlay;
}

/** A note in the margin, rather than one between a value and its comma, where it reads as part of the value. */
function behindComma(document: vscode.TextDocument, { offset, side }: InlayHint): vscode.Position {
  const position = document.positionAt(offset);
  const next = position.translate(0, 1);
  const isComma = side === 'after' && document.getText(new vscode.Range(position, next)) === ',';
  return isComma ? next : position;
}
