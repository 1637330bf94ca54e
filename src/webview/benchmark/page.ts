/** What a person sees: built anew from each message of the host. The page itself knows only which context is looked at. */
import { type EarlierRun, type PanelView, type RunView, type ToPage } from '../protocol';
import { type Chart } from './chart';
import { button, element, replace } from './dom';
import { keep, kept, onShow, tell } from './host';
import { buildModel } from './model';
import { behind, earlierRuns, headlineSection, phaseSection } from './sections';
import { onThemeChange } from './theme';
import { toolbar } from './toolbar';

export function startPage(): void {
  const app = document.getElementById('app')!;
  const progress = element('div', { class: 'progress' });
  const body = element('div');
  const foot = element('div');
  app.replaceChildren(progress, body, foot);

  let picked = kept().contextTokens;
  let charts: Chart[] = [];
  let shown: string | undefined;

  const show = ({ file, view, earlier }: ToPage): void => {
    replace(progress, ...progressOf(view));
    const run = runOf(view);
    // While layers are being measured only the progress changes; curves would flicker.
    const state = JSON.stringify([view.status, run?.id, run?.result.results.length, run?.when]);
    if (state !== shown) {
      shown = state;
      for (const chart of charts) chart.destroy();
      charts = [];
      replace(body, ...bodyOf(view, run));
    }
    replace(foot, earlierRuns(earlier, view.status === 'done' ? view.run.id : undefined));
    const runId = view.status === 'done' ? { runId: view.run.id } : {};
    keep({ file, ...runId, ...(picked !== undefined && { contextTokens: picked }) });

    function bodyOf(view: PanelView, run: RunView | undefined): (Node | false)[] {
      if (!run) return [messageOf(view, earlier)];
      const model = buildModel(run);
      const numbers = element('div');
      const pick = (tokens: number): void => {
        picked = tokens;
        keep({ file, runId: run.id, contextTokens: tokens });
        replace(numbers, headlineSection(model, tokens, pick));
      };
      const context = model.contexts.find((tokens) => tokens === picked) ?? preferred(model.contexts);
      if (context !== undefined) replace(numbers, headlineSection(model, context, pick));
      return [
        element(
          'header',
          {},
          element('h1', {}, run.title),
          element('p', { class: 'where' }, model.where),
          model.cpuOnly !== undefined && element('p', { class: 'warning' }, model.cpuOnly),
          view.status === 'done' && toolbar(),
        ),
        numbers,
        ...model.phases.map((phase) => phaseSection(phase, model.subjects, (chart) => charts.push(chart))),
        behind(run, model),
      ];
    }
  };

  onShow(show);
  onThemeChange(() => charts.forEach((chart) => chart.redraw()));
  tell({ type: 'ready' });
}

function runOf(view: PanelView): RunView | undefined {
  if (view.status === 'done') return view.run;
  return view.status === 'running' ? view.partial : undefined;
}

/** Not the shortest, where everything is fast, nor the longest, where a little machine gave up. */
function preferred(contexts: readonly number[]): number | undefined {
  return contexts[Math.floor((contexts.length - 1) / 2)];
}

function progressOf(view: PanelView): Node[] {
  if (view.status !== 'running') return [];
  const { done, total, doing } = view;
  return [
    element(
      'div',
      { class: 'running' },
      element('progress', {
        max: Math.max(1, total),
        value: done,
        'aria-label': 'Progress of the benchmark',
      }),
      element('p', { role: 'status' }, `${done} of ${total} measured · ${doing}`),
      button('cancel', 'Cancel', () => tell({ type: 'cancel' })),
    ),
  ];
}

/** Where there is no result to show: what happened, and the way on. */
function messageOf(view: PanelView, earlier: readonly EarlierRun[]): HTMLElement {
  const again = button('run-again', 'Run again', () => tell({ type: 'run-again' }), { class: 'primary' });
  const choose = button('choose', 'Choose what to measure…', () => tell({ type: 'choose-layer' }));
  switch (view.status) {
    case 'running':
      return element(
        'section',
        {},
        element('h1', {}, view.title),
        element(
          'p',
          {},
          'The device is named as soon as a provider has started; numbers follow layer by layer.',
        ),
      );
    case 'failed':
      return element(
        'section',
        { role: 'alert' },
        element('h1', {}, view.title),
        element('p', { class: 'error' }, view.message),
        view.advice !== undefined && element('p', {}, view.advice),
        element('div', { class: 'toolbar' }, again, choose),
      );
    case 'cancelled':
      return element(
        'section',
        {},
        element('h1', {}, view.title),
        element('p', {}, 'Cancelled. The benchmark’s process was ended, and nothing was kept.'),
        element('div', { class: 'toolbar' }, again, choose),
      );
    default: {
      const words =
        earlier.length > 0
          ? 'Choose an earlier run below, or measure anew.'
          : 'Nothing has been measured for this config yet. One layer, with random weights of its real shapes, runs on this machine’s own GPU or CPU.';
      choose.className = 'primary';
      return element(
        'section',
        {},
        element('h1', {}, 'Benchmark'),
        element('p', {}, words),
        element('div', { class: 'toolbar' }, choose),
      );
    }
  }
}
