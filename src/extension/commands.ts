/** The commands of the palette that belong to no other feature. */
import * as vscode from 'vscode';
import { estimateMarkdown } from './estimateMarkdown';
import { documentOf } from './openFile';
import { fixAllEdit } from './quickFixes';
import type { Tools } from './tools';

const { t } = vscode.l10n;

export function registerCommands(tools: Tools): vscode.Disposable {
  const commands: Record<string, (tools: Tools, uri?: unknown) => unknown> = {
    'layerwise.copyEstimate': copyEstimate,
    'layerwise.fixAll': fixAll,
    'layerwise.showLog': ({ log }) => log.show(true),
    'layerwise.resetScenario': ({ scenario }) => scenario.reset(),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, run]) =>
      vscode.commands.registerCommand(id, (uri?: unknown) => run(tools, uri)),
    ),
  );
}

/** The clipboard gets the whole table, to be pasted into an issue or a model card. */
async function copyEstimate({ service, scenario }: Tools, uri: unknown): Promise<void> {
  const document = await documentOf(uri);
  const analysis = document && service.analysisOf(document);
  const markdown = analysis && estimateMarkdown(document.fileName, analysis, scenario.view);
  if (markdown === undefined) {
    say(
      t(
        'There is no estimate to copy: open the config of a model that Layerwise knows, without mistakes in it.',
      ),
    );
    return;
  }
  await vscode.env.clipboard.writeText(markdown);
  vscode.window.setStatusBarMessage(t('Estimate copied as Markdown'), 4000);
}

async function fixAll({ service }: Tools, uri: unknown): Promise<void> {
  const document = await documentOf(uri);
  const edit = document && fixAllEdit(document, service.findingsOf(document));
  if (edit) await vscode.workspace.applyEdit(edit);
  else say(t('Layerwise has no safe fix for this file.'));
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
