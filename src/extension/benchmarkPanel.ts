/** The one panel that shows benchmarks: makes its page, tells it what to show, and hears what is clicked. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { EarlierRun, FromPage, PanelView, ToPage } from '../webview/protocol';
import { isFromPage } from './benchmarkMessages';

/** Also in package.json's activation events, so that a reloaded window gets its panel back. */
export const benchmarkViewType = 'layerwise.benchmark';

export interface Shown {
  readonly file: string;
  readonly view: PanelView;
  readonly earlier: readonly EarlierRun[];
}

export interface BenchmarkPanel extends vscode.Disposable {
  /** Opens the panel beside the editor, or brings it to the front, without taking the focus. */
  reveal(): void;
  /** Shows something, if the panel is open. */
  show(shown: Shown): void;
  /** Takes a panel that VS Code kept over a reload. */
  adopt(panel: vscode.WebviewPanel): void;
}

type Heard = Exclude<FromPage, { type: 'ready' }>;

export function createBenchmarkPanel(
  extensionUri: vscode.Uri,
  onMessage: (message: Heard) => void,
): BenchmarkPanel {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  let panel: vscode.WebviewPanel | undefined;
  let shown: Shown | undefined;

  const send = (): void => {
    if (!panel || !shown) return;
    panel.title = titleOf(shown.view);
    const message: ToPage = { type: 'show', ...shown };
    void panel.webview.postMessage(message);
  };

  const adopt = (next: vscode.WebviewPanel): void => {
    if (panel !== next) panel?.dispose();
    panel = next;
    next.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    next.onDidDispose(() => {
      if (panel === next) panel = undefined;
    });
    next.webview.onDidReceiveMessage((message: unknown) => {
      // A page that was hidden is built anew, and asks for what it is to show.
      if (!isFromPage(message)) return;
      if (message.type === 'ready') send();
      else onMessage(message);
    });
    next.webview.html = page(next.webview, folder);
  };

  return {
    reveal() {
      if (panel) {
        panel.reveal(undefined, true);
        return;
      }
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      adopt(vscode.window.createWebviewPanel(benchmarkViewType, vscode.l10n.t('Benchmark'), place));
    },
    show(next) {
      shown = next;
      send();
    },
    adopt,
    dispose: () => panel?.dispose(),
  };
}

function titleOf(view: PanelView): string {
  if (view.status === 'empty') return vscode.l10n.t('Benchmark');
  const title = view.status === 'done' ? view.run.title : view.title;
  return title.split(' · ').slice(0, -1).join(' · ');
}

/** Nothing but our own script and style sheet; all that is shown arrives as messages. */
function page(webview: vscode.Webview, folder: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const source = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const policy = [
    `default-src 'none'`,
    `img-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Benchmark</title>
    <link rel="stylesheet" href="${source('benchmark.css')}">
  </head>
  <body>
    <main id="app"></main>
    <script nonce="${nonce}" src="${source('benchmark.js')}"></script>
  </body>
</html>`;
}
