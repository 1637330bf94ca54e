import * as vscode from 'vscode';
import { benchmarkLayer, benchmarkOrPick, compareLayerKinds, showBenchmark } from './benchmarkCommands';
import { estimateMarkdown } from './estimateMarkdown';
import type { CommandId } from './commandIds';
import { documentOf } from './openFile';
import { fixAllEdit } from './quickFixes';
import { pickScenario } from './scenarioPicker';
import type { Tools } from './tools';

const { t } = vscode.l10n;

export type Commands = Record<CommandId, (uri?: unknown, details?: unknown) => unknown>;

/**
 * What each command does. A uri comes from a link, a lens or a menu; without one it is about the file in front. Details
 * are what an action says beside its type.
 */
export function commandsOf(tools: Tools): Commands {
  return {
    'layerwise.pickScenario': (uri) => pickScenario(tools, uri),
    'layerwise.resetScenario': () => tools.scenario.reset(),
    'layerwise.copyEstimate': (uri) => copyEstimate(tools, uri),
    'layerwise.fixAll': (uri) => fixAll(tools, uri),
    'layerwise.checkWorkspace': () => tools.workspaceCheck.run(),
    'layerwise.clearWorkspaceProblems': () => tools.workspaceCheck.clear(),
    'layerwise.benchmark': (uri, details) => benchmarkOrPick(tools, uri, details),
    'layerwise.benchmarkLayer': (uri, details) => benchmarkLayer(tools, uri, details),
    'layerwise.compareKinds': (uri) => compareLayerKinds(tools, uri),
    'layerwise.cancelBenchmark': () => tools.benchmark.cancel(),
    'layerwise.showBenchmark': (uri) => showBenchmark(tools, uri),
    'layerwise.showLog': () => tools.log.show(true),
  };
}

/** The clipboard gets the whole table, to be pasted into an issue or a model card. */
async function copyEstimate({ service, scenario }: Tools, uri: unknown): Promise<void> {
  const document = await documentOf(uri);
  const analysis = document && service.analysisOf(document);
  const markdown = analysis && estimateMarkdown(document.fileName, analysis, scenario.at(document.uri).view);
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
