/** A result into a file of the reader's choice, or the clipboard. */
import * as vscode from 'vscode';
import { benchmarkCsv, benchmarkJson, benchmarkMarkdown } from '../benchmark/export';
import type { ExportFormat, RunView } from '../webview/protocol';

const { t } = vscode.l10n;

const extensions: Record<ExportFormat, string> = { json: 'json', csv: 'csv', markdown: 'md' };
const formatNames: Record<ExportFormat, string> = { json: 'JSON', csv: 'CSV', markdown: 'Markdown' };

export async function exportRun(
  { result, title, when }: RunView,
  format: ExportFormat,
  to: 'file' | 'clipboard',
  config: vscode.Uri,
): Promise<void> {
  const text =
    format === 'json'
      ? benchmarkJson(result)
      : format === 'csv'
        ? benchmarkCsv(result)
        : benchmarkMarkdown(result, title);
  if (to === 'clipboard') {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(t('Benchmark copied as {0}', formatNames[format]), 4000);
    return;
  }
  const day = new Date(when).toISOString().slice(0, 10);
  const name = `${result.family}-benchmark-${day}.${extensions[format]}`;
  const target = await vscode.window.showSaveDialog({
    title: t('Save the benchmark as {0}', formatNames[format]),
    filters: { [formatNames[format]]: [extensions[format]] },
    ...(config.scheme !== 'untitled' && { defaultUri: vscode.Uri.joinPath(config, '..', name) }),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  vscode.window.setStatusBarMessage(t('Saved {0}', target.path), 4000);
}
