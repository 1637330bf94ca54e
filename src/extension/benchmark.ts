/** Runs benchmarks, one at a time, shows them in the panel and keeps them. */
import * as vscode from 'vscode';
import type { BenchmarkError, BenchmarkResult, LayerChoice, ProviderChoice } from '../benchmark';
import { duration } from '../benchmark/units';
import { estimateBlocker, type Model } from '../core/analyse';
import type { EarlierRun, PanelView, RunView } from '../webview/protocol';
import { whereWords } from '../webview/benchmark/model';
import { exportRun } from './benchmarkExport';
import { createHistory, type KeptRun } from './benchmarkHistory';
import { pageState } from './benchmarkMessages';
import { createBenchmarkPanel } from './benchmarkPanel';
import { benchmarkSettings } from './benchmarkSettings';
import { kindNames, layersOf, runTitle } from './benchmarkWords';
import { findNode, surroundings } from './nodeProgram';
import type { Service } from './service';

const { t } = vscode.l10n;

export interface Target {
  readonly uri: vscode.Uri;
  readonly choice: LayerChoice;
  /** Instead of the setting's. */
  readonly provider?: ProviderChoice;
}

export interface Benchmark extends vscode.Disposable {
  /** Whether something can be run now; if not, the reader is told why. */
  mayRun(): boolean;
  /** Resolves with the result, or without one where there is none; the reader has been told why. */
  run(target: Target): Promise<BenchmarkResult | undefined>;
  /** Ends the run that goes on, if any. */
  cancel(): void;
  /** Opens the panel with what is known of a config. */
  open(uri: vscode.Uri): void;
  /** Fills a panel that VS Code kept over a reload. */
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

interface Needs {
  readonly log: vscode.LogOutputChannel;
  readonly service: Service;
}

export function createBenchmark(
  { extensionUri, workspaceState }: Pick<vscode.ExtensionContext, 'extensionUri' | 'workspaceState'>,
  { log, service }: Needs,
): Benchmark {
  const history = createHistory(workspaceState);
  let controller: AbortController | undefined;
  /** What the panel is about. */
  let current: { readonly target?: Target; readonly file: string; readonly view: PanelView } | undefined;

  const panel = createBenchmarkPanel(extensionUri, (message) => {
    if (!current) return;
    const { file, target, view } = current;
    const uri = vscode.Uri.parse(file);
    switch (message.type) {
      case 'run-again':
        if (target) void run(target);
        else chooseLayer(uri);
        break;
      case 'choose-layer':
        chooseLayer(uri);
        break;
      case 'cancel':
        controller?.abort();
        break;
      case 'show-run':
        showKept(file, message.id);
        break;
      case 'forget-runs':
        history.forget(file);
        show(view, file, target);
        break;
      case 'export':
        if (view.status === 'done') {
          exportRun(view.run, message.format, message.to, uri).catch((error: unknown) => {
            void vscode.window.showErrorMessage(t('The benchmark was not exported: {0}', words(error)));
          });
        }
        break;
    }
  });

  const show = (view: PanelView, file: string, target?: Target): void => {
    current = { view, file, ...(target && { target }) };
    panel.show({ file, view, earlier: history.runsOf(file).map(earlierRun) });
  };

  /** A run by its id; the newest where the page had none yet, as after a reload that came at once. */
  const showKept = (file: string, id?: string): void => {
    const runs = history.runsOf(file);
    const kept = runs.find(({ run }) => run.id === id) ?? runs[0];
    if (!kept) show({ status: 'empty' }, file);
    else show({ status: 'done', run: kept.run }, file, { uri: vscode.Uri.parse(file), choice: kept.choice });
  };

  function mayRun(): boolean {
    if (!vscode.workspace.isTrusted) askForTrust();
    else if (controller) refuse();
    else return true;
    return false;
  }

  async function run(target: Target): Promise<BenchmarkResult | undefined> {
    if (!mayRun()) return undefined;
    // From here on there is a run, even if reading the file takes a moment.
    const own = (controller = new AbortController());
    void vscode.commands.executeCommand('setContext', 'layerwise.isBenchmarking', true);
    try {
      const document = await vscode.workspace.openTextDocument(target.uri);
      const model = service.analysisOf(document)?.model;
      const refusal = refusalOf(model, target.choice);
      if (!model || refusal !== undefined) {
        void vscode.window.showWarningMessage(t('Nothing is measured: {0}', refusal ?? ''));
        return undefined;
      }
      return await measure(target, model, own);
    } finally {
      controller = undefined;
      void vscode.commands.executeCommand('setContext', 'layerwise.isBenchmarking', false);
    }
  }

  async function measure(
    target: Target,
    model: Model,
    own: AbortController,
  ): Promise<BenchmarkResult | undefined> {
    const { signal } = own;
    const file = target.uri.toString();
    const title = runTitle(model, target.choice);
    const viewOf = (result: BenchmarkResult, when: number): RunView => ({
      id: String(when),
      when,
      title,
      names: kindNames(model),
      result,
    });
    const started = Date.now();
    let running: Extract<PanelView, { status: 'running' }> = {
      status: 'running',
      title,
      doing: t('starting onnxruntime'),
      done: 0,
      total: 0,
    };
    const update = (change: Partial<typeof running>): void => {
      running = { ...running, ...change };
      show(running, file, target);
    };
    panel.reveal();
    update({});
    try {
      const result = await withProgress(
        title,
        () => own.abort(),
        async (progress) => {
          const { runBenchmark } = await import('../benchmark');
          const { provider, runtimePath, nodePath, ...plan } = benchmarkSettings();
          const node = await findNode(nodePath, surroundings());
          log.info(`benchmark: ${title}, ${target.provider ?? provider}, ${node ?? process.execPath}`);
          return runBenchmark(
            {
              file: vscode.workspace.asRelativePath(target.uri),
              family: model.recognition.family.id,
              architecture: model.architecture,
              layers: target.choice,
              ...plan,
              phases: ['decode', 'prefill'],
              provider: target.provider ?? provider,
              ...(runtimePath !== undefined && { runtimePath }),
              ...(node !== undefined && { nodePath: node }),
              onPartial: (partial) => update({ partial: viewOf(partial, started) }),
            },
            signal,
            ({ phase, done, total, what, preliminaryMilliseconds: first }) => {
              const doing = first === undefined ? what : `${what} ${duration(first)}`;
              const count = phase === 'measuring' ? t('{0} of {1}', done + 1, total) : '';
              progress.report({ message: [count, doing].filter(Boolean).join(', ') });
              update({ doing, done, total });
            },
          );
        },
      );
      const kept: KeptRun = { run: viewOf(result, started), choice: target.choice };
      history.add(file, kept);
      show({ status: 'done', run: kept.run }, file, target);
      log.info(`benchmark: done after ${duration(Date.now() - started)}, ${whereWords(result)}`);
      return result;
    } catch (error) {
      if (signal.aborted) {
        log.info('benchmark: cancelled');
        show({ status: 'cancelled', title }, file, target);
      } else {
        log.error(`benchmark: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        const advice = isBenchmarkError(error) ? error.advice : undefined;
        const message = words(error);
        show({ status: 'failed', title, message, ...(advice !== undefined && { advice }) }, file, target);
        void tellFailure(message, advice, error, target);
      }
      return undefined;
    }
  }

  function refuse(): void {
    const stop = t('Cancel It');
    void vscode.window
      .showWarningMessage(t('A benchmark is already running; two would disturb each other.'), stop)
      .then((answer) => {
        if (answer === stop) controller?.abort();
      });
  }

  async function tellFailure(
    message: string,
    advice: string | undefined,
    error: unknown,
    target: Target,
  ): Promise<void> {
    const onCpu = t('Try on the CPU');
    const settings = t('Open Settings');
    const showLog = t('Show Log');
    const kind = isBenchmarkError(error) ? error.kind : undefined;
    const isCpu = (target.provider ?? benchmarkSettings().provider) === 'cpu';
    const choices = [
      ...(kind === 'not-installed' || kind === undefined ? [settings] : isCpu ? [] : [onCpu]),
      showLog,
    ];
    const text = [message, advice].filter(Boolean).join(' ');
    const answer = await vscode.window.showErrorMessage(t('Benchmark: {0}', text), ...choices);
    if (answer === onCpu) await run({ ...target, provider: 'cpu' });
    if (answer === showLog) log.show(true);
    if (answer === settings) {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'layerwise.benchmark');
    }
  }

  return {
    mayRun,
    run,
    cancel: () => controller?.abort(),
    open(uri) {
      const file = uri.toString();
      if (!controller) showKept(file);
      panel.reveal();
    },
    restore(kept, state) {
      panel.adopt(kept);
      const page = pageState(state);
      if (page && !controller) showKept(page.file, page.runId);
    },
    dispose() {
      // The child is ended before this returns, or, should it not heed, when it sees that its parent is gone.
      controller?.abort();
      panel.dispose();
    },
  };
}

/** A notification that says what is being done, with a way to end it. */
function withProgress<T>(
  title: string,
  cancel: () => void,
  work: (progress: vscode.Progress<{ message?: string }>) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t('Benchmark of {0}', title),
      cancellable: true,
    },
    (progress, token) => {
      token.onCancellationRequested(cancel);
      return work(progress);
    },
  );
}

/** Why a model's layers can't be measured. */
function refusalOf(model: Model | undefined, choice: LayerChoice): string | undefined {
  if (!model) return t('this file is no config of a model that Layerwise knows.');
  const blocker = estimateBlocker(model);
  if (blocker !== undefined) return blocker;
  return layersOf(model, choice).length > 0
    ? undefined
    : t('the model has no such layer that can be benchmarked.');
}

function askForTrust(): void {
  const manage = t('Manage Workspace Trust');
  void vscode.window
    .showWarningMessage(
      t('A benchmark runs native code with the numbers of this config, which needs a trusted workspace.'),
      manage,
    )
    .then((answer) => {
      if (answer === manage) void vscode.commands.executeCommand('workbench.trust.manage');
    });
}

function earlierRun({ run: { id, when, title, result } }: KeptRun): EarlierRun {
  return { id, when, what: title.split(' · ').slice(0, -1).join(' · '), where: whereWords(result) };
}

const chooseLayer = (uri: vscode.Uri): void =>
  void vscode.commands.executeCommand('layerwise.benchmark', uri.toString());

/** By its name: its class belongs to a module that is loaded only for a run. */
const isBenchmarkError = (error: unknown): error is BenchmarkError =>
  error instanceof Error && error.name === 'BenchmarkError';

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
