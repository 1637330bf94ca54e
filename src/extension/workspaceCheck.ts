/**
 * The problems of all configs of the workspace, on demand: also of files that are not open. From then on they follow
 * the files, until they are cleared. Nothing is opened; an open file has its problems from elsewhere.
 */
import * as vscode from 'vscode';
import { analyse } from '../core/analyse';
import { maximumTextLength } from '../core/document/limits';
import { languageOf } from '../core/document/parse';
import { indexLines, positionAt } from '../core/document/positions';
import { matching } from '../core/project/globs';
import { review } from '../core/project/review';
import { noTotals, totalsLine, type CheckTotals } from '../core/report/text/findings';
import { plain } from '../core/report/text/paint';
import type { Finding } from '../core/rules/rule';
import { mayBeModelConfig } from '../core/glance';
import { section } from './configuration';
import { toDiagnostic, type Placed } from './convert';
import { fileGlobs } from './gate';
import { controlFor, covers, isInside, pathIn } from './projects';
import { openDocument } from './readText';
import { ruleSettings } from './settings';
import type { Tools } from './tools';
import { createUnusedEntries } from './unusedEntries';

const { t } = vscode.l10n;

const configFiles = '**/*.{json,jsonc,yaml,yml}';

/** As on the command line: packages of others, and whatever is hidden. */
const skipped = matching(['node_modules', '.*']);

/** Files read at once: enough to hide the latency of a remote file system. */
const atOnce = 16;

const refreshDelay = 300;

export interface WorkspaceCheck extends vscode.Disposable {
  /** Checks everything, with progress; resolves with what came of it, also where it was cancelled. */
  run(): Promise<Readonly<CheckTotals>>;
  clear(): void;
}

export function createWorkspaceCheck({
  projects,
  scenario,
  rulePage,
  log,
}: Pick<Tools, 'projects' | 'scenario' | 'rulePage' | 'log'>): WorkspaceCheck {
  const collection = vscode.languages.createDiagnosticCollection('layerwise workspace');
  const unused = createUnusedEntries();
  const pending = new Map<string, NodeJS.Timeout>();
  let following: vscode.Disposable | undefined;
  /** Whether every file was looked at: before that nothing can be called unused. */
  let isComplete = false;

  /** What came of a file; undefined where it is none of ours. */
  const checkFile = async (uri: vscode.Uri): Promise<readonly Finding[] | undefined> => {
    const text = isSkipped(uri) ? undefined : await readConfig(uri);
    const project = text === undefined ? undefined : await projects.load(uri);
    const analysis =
      text !== undefined && covers(project, uri) ? analyse(text, languageOf(uri.path) ?? 'json') : undefined;
    if (!analysis || analysis.recognition.status === 'not-a-config') {
      collection.delete(uri);
      unused.note(uri);
      return undefined;
    }
    const explicit = { rules: ruleSettings(uri), scenario: scenario.at(uri).said };
    const { findings, usage } = review(analysis, controlFor(project, uri, explicit));
    unused.note(uri, project, usage);
    // Whatever is open has its own, and they change as it is typed.
    if (openDocument(uri) || !following) collection.delete(uri);
    else collection.set(uri, toDiagnostics(uri, analysis.document.text, findings, rulePage));
    return findings;
  };

  const checkLater = (uri: vscode.Uri): void => {
    const key = uri.toString();
    clearTimeout(pending.get(key));
    const timer = setTimeout(() => {
      pending.delete(key);
      void safelyCheck(uri).then(publishUnused);
    }, refreshDelay);
    pending.set(key, timer);
  };

  const safelyCheck = async (uri: vscode.Uri): Promise<readonly Finding[] | undefined> => {
    try {
      return await checkFile(uri);
    } catch (error) {
      log.error(`${uri.path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return undefined;
    }
  };

  const publishUnused = async (): Promise<void> => {
    if (isComplete) await unused.publish();
  };

  const checkAll = async (
    tell: (done: number, all: number) => void,
    token: vscode.CancellationToken,
  ): Promise<CheckTotals> => {
    const totals = { ...noTotals };
    isComplete = false;
    unused.clear();
    const uris = (await vscode.workspace.findFiles(configFiles, undefined, undefined, token))
      .filter((uri) => !isSkipped(uri))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    for (let start = 0; start < uris.length && !token.isCancellationRequested; start += atOnce) {
      const results = await Promise.all(uris.slice(start, start + atOnce).map(safelyCheck));
      for (const findings of results) {
        if (findings) totals.files++;
        for (const { severity } of findings ?? []) totals[severity]++;
      }
      tell(Math.min(start + atOnce, uris.length), uris.length);
    }
    isComplete = following !== undefined && !token.isCancellationRequested;
    await publishUnused();
    return totals;
  };

  const again = (): void => void checkAll(() => {}, new vscode.CancellationTokenSource().token);

  /** Of a folder that is deleted only the folder is told. */
  const forgetBelow = (folder: vscode.Uri): void =>
    collection.forEach((uri) => {
      if (isInside(folder, uri)) collection.delete(uri);
    });

  const follow = (): vscode.Disposable => {
    const watcher = vscode.workspace.createFileSystemWatcher(configFiles);
    const deletions = vscode.workspace.createFileSystemWatcher('**', true, true, false);
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(checkLater),
      watcher.onDidChange(checkLater),
      watcher.onDidDelete((uri) => {
        collection.delete(uri);
        unused.note(uri);
        void publishUnused();
      }),
      deletions,
      deletions.onDidDelete(forgetBelow),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => collection.delete(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme !== 'untitled' && vscode.workspace.getWorkspaceFolder(uri)) checkLater(uri);
      }),
      scenario.onDidChange(again),
      vscode.workspace.onDidChangeConfiguration((event) => {
        // Of the scenario's settings the scenario itself tells.
        if (event.affectsConfiguration(section) && !event.affectsConfiguration(`${section}.estimate`))
          again();
      }),
    );
  };

  const clear = (): void => {
    following?.dispose();
    following = undefined;
    pending.forEach(clearTimeout);
    pending.clear();
    collection.clear();
    isComplete = false;
    unused.clear();
    setContext(false);
  };

  return {
    run: async () => {
      clear();
      following = follow();
      setContext(true);
      const options = {
        location: vscode.ProgressLocation.Notification,
        title: t('Layerwise: checking the workspace'),
        cancellable: true,
      };
      const totals = await vscode.window.withProgress(options, async (progress, token) => {
        const result = await checkAll((done, all) => {
          progress.report({ message: t('{0} of {1} files', done, all), increment: (100 * atOnce) / all });
        }, token);
        return { ...result, cancelled: token.isCancellationRequested };
      });
      void tellResult(totals, totals.cancelled);
      return totals;
    },
    clear,
    dispose: () => {
      clear();
      collection.dispose();
      unused.dispose();
    },
  };
}

function isSkipped(uri: vscode.Uri): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (!folder || matching(fileGlobs(uri).exclude)(uri.path.slice(1))) return true;
  const path = pathIn(folder, uri);
  return skipped(path) || matching(hiddenGlobs(uri))(path);
}

/** What VS Code hides: a search leaves it out by itself, a watcher does not. */
function hiddenGlobs(uri: vscode.Uri): string[] {
  const exclude = vscode.workspace.getConfiguration('files', uri).get<Record<string, unknown>>('exclude', {});
  return Object.keys(exclude).filter((glob) => exclude[glob] === true);
}

/** The text of a file that may be a config; undefined for any other, of which only a part is looked at. */
async function readConfig(uri: vscode.Uri): Promise<string | undefined> {
  const open = openDocument(uri);
  if (open?.isDirty) return mayBeModelConfig(open.getText()) ? open.getText() : undefined;
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0 || size > 3 * maximumTextLength) return undefined;
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return mayBeModelConfig(text) ? text : undefined;
  } catch {
    // It went away since it was found.
    return undefined;
  }
}

function toDiagnostics(
  uri: vscode.Uri,
  text: string,
  findings: readonly Finding[],
  rulePage: Tools['rulePage'],
): vscode.Diagnostic[] {
  if (findings.length === 0) return [];
  const index = indexLines(text);
  const placed: Placed = {
    uri,
    positionAt: (offset) => {
      const { line, character } = positionAt(index, offset);
      return new vscode.Position(line, character);
    },
  };
  return findings.map((finding) => toDiagnostic(placed, finding, rulePage));
}

function setContext(value: boolean): void {
  void vscode.commands.executeCommand('setContext', 'layerwise.hasWorkspaceProblems', value);
}

async function tellResult(totals: CheckTotals, cancelled: boolean): Promise<void> {
  const line = totalsLine(totals, plain);
  const message = cancelled ? t('Layerwise stopped early. {0}', line) : t('Layerwise: {0}', line);
  const found = totals.error + totals.warning + totals.information + totals.hint > 0;
  const show = t('Show Problems');
  const answer = await vscode.window.showInformationMessage(message, ...(found ? [show] : []));
  if (answer === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
}
