/** The parts of a result: large numbers, curves with their table, what stands behind them, earlier runs. */
import { rate } from '../../benchmark/units';
import { formatCount } from '../../core/format';
import type { EarlierRun, RunView } from '../protocol';
import { drawChart, type Chart } from './chart';
import { button, element, swatch } from './dom';
import { tell } from './host';
import { capital, headlines, type Model, type PhaseModel, type Row, type Subject } from './model';
import { dashes } from './theme';

// ── Large numbers ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Decode per token and layer, at the context that the reader chose. */
export function headlineSection(
  model: Model,
  contextTokens: number,
  pick: (tokens: number) => void,
): HTMLElement {
  const select = element(
    'select',
    { id: 'context' },
    ...model.contexts.map((tokens) =>
      element('option', { value: tokens, selected: tokens === contextTokens }, formatCount(tokens)),
    ),
  );
  select.addEventListener('change', () => pick(Number(select.value)));
  return element(
    'section',
    { 'aria-labelledby': 'headline' },
    element('h2', { id: 'headline' }, 'Decode, per token and layer'),
    element(
      'p',
      {},
      element('label', { for: 'context' }, 'with '),
      select,
      element('label', { for: 'context' }, ' tokens in the cache'),
    ),
    element(
      'div',
      { class: 'headlines' },
      ...headlines(model, contextTokens).map(({ subject, value, unit, spread, accepted }) =>
        element(
          'div',
          { class: 'headline' },
          name(subject, model.subjects),
          element('p', { class: 'big' }, value, element('span', { class: 'unit' }, ` ${unit}`)),
          element(
            'p',
            { class: 'muted' },
            `${spread} (middle half)${accepted ? '' : ' · not accepted, see the table'}`,
          ),
        ),
      ),
    ),
  );
}

/** A kind with the line of its curve. */
function name(subject: Subject, subjects: readonly Subject[]): HTMLElement {
  const index = subjects.indexOf(subject);
  return element(
    'span',
    { class: 'kind' },
    subjects.length > 1 && swatch(dashes[index % dashes.length]!, `curve-${index % dashes.length}`),
    capital(subject.name),
  );
}

// ── Curves ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const phaseWords = {
  decode: {
    title: 'Decode over context',
    axis: 'tokens in the cache',
    tokens: 'Context',
    time: 'Per token',
    none: 'No decode time could be measured; the table says why.',
  },
  prefill: {
    title: 'Prefill over prompt',
    axis: 'tokens of the prompt',
    tokens: 'Prompt',
    time: 'Per prompt',
    none: 'No prefill time could be measured; the table says why.',
  },
} as const;

export function phaseSection(
  model: PhaseModel,
  subjects: readonly Subject[],
  onChart: (chart: Chart) => void,
): HTMLElement {
  const words = phaseWords[model.phase];
  const title = `${model.phase}-title`;
  return element(
    'section',
    { 'aria-labelledby': title },
    element('h2', { id: title }, words.title),
    ...model.words.map((sentence) => element('p', {}, sentence)),
    model.curves.some(({ points }) => points.length > 0)
      ? figure(model, subjects, onChart)
      : element('p', { class: 'muted' }, words.none),
    element(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-labelledby': title },
      table(model, subjects),
    ),
  );
}

function figure(
  model: PhaseModel,
  subjects: readonly Subject[],
  onChart: (chart: Chart) => void,
): HTMLElement {
  const { title, axis, time } = phaseWords[model.phase];
  const label = [`${title}. ${time} and layer.`, ...model.words, 'The table below has the numbers.'].join(
    ' ',
  );
  const place = element('div', { class: 'chart', tabindex: 0, role: 'img', 'aria-label': label });
  const hint = 'Dot: accepted. Ring: not accepted. Whiskers: the middle half of the repetitions.';
  const readout = element('p', { class: 'muted readout', 'aria-live': 'polite' }, hint);
  // It needs a width to be drawn in, which it has once it is part of the page.
  requestAnimationFrame(() => {
    if (!place.isConnected) return;
    onChart(drawChart(place, model, axis, (words) => (readout.textContent = words ?? hint)));
  });
  return element(
    'figure',
    {},
    subjects.length > 1 &&
      element('div', { class: 'legend' }, ...subjects.map((subject) => name(subject, subjects))),
    place,
    readout,
  );
}

// ── Tables ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function table({ phase, rows }: PhaseModel, subjects: readonly Subject[]): HTMLElement {
  const { tokens, time, title } = phaseWords[phase];
  const heads = [tokens, time, 'q1 – q3', 'Read', 'Computed', 'Of ceiling'];
  const columns = heads.length + 1;
  return element(
    'table',
    {},
    element('caption', {}, `${title}: medians and quartiles for one layer and one sequence`),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...heads.map((head) => element('th', { scope: 'col', class: 'number' }, head)),
        element('th', { scope: 'col' }, 'Accepted'),
      ),
    ),
    ...subjects.map((subject) =>
      element(
        'tbody',
        {},
        subjects.length > 1 &&
          element(
            'tr',
            {},
            element(
              'th',
              { scope: 'rowgroup', colspan: columns },
              `Layer ${subject.layer} · ${capital(subject.name)}`,
            ),
          ),
        ...rows.filter((row) => row.subject === subject).flatMap((row) => tableRows(row, columns)),
      ),
    ),
  );
}

/** The numbers of one length, and under them why they are not to be believed. */
function tableRows(row: Row, columns: number): HTMLElement[] {
  const { tokens, median, quartiles, bytesPerSecond, flopsPerSecond, share, verdict, reason } = row;
  const numbers = element(
    'tr',
    reason === undefined ? {} : { class: 'doubtful' },
    element('th', { scope: 'row', class: 'number' }, tokens),
    ...[median, quartiles, bytesPerSecond, flopsPerSecond, share].map(cell),
    element('td', { class: 'verdict' }, reason === undefined ? `✓ ${verdict}` : `✗ ${verdict}`),
  );
  if (reason === undefined) return [numbers];
  const why = element('td', { class: 'reason', colspan: columns }, element('span', {}, reason));
  return [numbers, element('tr', { class: 'why' }, why)];
}

const cell = (text: string): HTMLElement => element('td', { class: 'number' }, text);

// ── Behind the numbers ─────────────────────────────────────────────────────────────────────────────────────────────

export function behind({ result, names }: RunView, { cpuOnly }: Model): HTMLElement {
  const { ceilings, runtime, results, notes } = result;
  const leftOut = unique(
    results.flatMap(({ mixer, leftOut }) =>
      leftOut.map((what) => `${capital(names[mixer] ?? mixer)}: ${what}`),
    ),
  );
  const other = unique(notes.filter((note) => note !== cpuOnly));
  const mixerAlone = results.every(({ feedForward }) => !feedForward);
  return element(
    'section',
    { 'aria-labelledby': 'behind' },
    element('h2', { id: 'behind' }, 'Behind the numbers'),
    element(
      'dl',
      {},
      ...fact(
        'This device’s ceilings',
        `${rate(ceilings.bytesPerSecond, 'B/s')} reading weights, ${rate(ceilings.flopsPerSecond, 'FLOP/s')} multiplying matrices, measured in the same run`,
      ),
      ...fact(
        'What is measured',
        `${mixerAlone ? 'The mixer with its norm and projections, without the feed-forward' : 'The mixer and the feed-forward'}; random weights of the real shapes, one sequence. A layer’s time is what a stack of twice as many layers takes longer, per layer.`,
      ),
      ...fact('Software', `onnxruntime ${runtime.onnxruntime} · Node ${runtime.node}`),
    ),
    ...operators(results, names),
    element('h3', {}, 'Left out'),
    leftOut.length > 0
      ? element('ul', {}, ...leftOut.map((what) => element('li', {}, what)))
      : element('p', {}, 'Nothing: the layer was computed whole.'),
    ...(other.length > 0
      ? [element('h3', {}, 'Notes'), element('ul', {}, ...other.map((note) => element('li', {}, note)))]
      : []),
  );
}

function fact(term: string, words: string): HTMLElement[] {
  return [element('dt', {}, term), element('dd', {}, words)];
}

/** Which provider ran which operator: the proof that nothing fell back to the CPU unnoticed. */
function operators(results: RunView['result']['results'], names: RunView['names']): HTMLElement[] {
  const groups = new Map<string, (typeof results)[number]>();
  for (const given of results) {
    if (given.ops.length > 0) groups.set(`${given.layer} ${given.phase}`, given);
  }
  if (groups.size === 0) return [];
  const rows = [...groups.values()].flatMap(({ layer, mixer, phase, path, ops }) =>
    unique(ops.map(({ provider }) => provider)).map((provider) =>
      element(
        'tr',
        {},
        element(
          'th',
          { scope: 'row' },
          `${layer} · ${capital(names[mixer] ?? mixer)}, ${phase}${path ? ` (${path})` : ''}`,
        ),
        element('td', {}, provider.replace('ExecutionProvider', '')),
        element(
          'td',
          { class: 'operators' },
          ops
            .filter((one) => one.provider === provider)
            .map(({ op, count }) => `${count} ${op}`)
            .join(', '),
        ),
      ),
    ),
  );
  return [
    element(
      'details',
      {},
      element('summary', {}, `Operators and who ran them: ${providersOf(results)}`),
      element(
        'div',
        { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Operators' },
        element(
          'table',
          {},
          element(
            'thead',
            {},
            element(
              'tr',
              {},
              ...['Layer', 'Provider', 'Operators'].map((head) => element('th', { scope: 'col' }, head)),
            ),
          ),
          element('tbody', {}, ...rows),
        ),
      ),
    ),
  ];
}

function providersOf(results: RunView['result']['results']): string {
  const providers = unique(results.flatMap(({ ops }) => ops.map(({ provider }) => provider)));
  return providers.map((provider) => provider.replace('ExecutionProvider', '')).join(', ');
}

const unique = (items: readonly string[]): string[] => [...new Set(items)];

// ── Earlier runs ───────────────────────────────────────────────────────────────────────────────────────────────────

export function earlierRuns(
  runs: readonly EarlierRun[],
  current: string | undefined,
): HTMLElement | undefined {
  if (runs.length === 0) return undefined;
  return element(
    'section',
    { 'aria-labelledby': 'earlier' },
    element('h2', { id: 'earlier' }, 'Runs of this config'),
    element(
      'ul',
      { class: 'runs' },
      ...runs.map(({ id, when, what, where }) =>
        element(
          'li',
          {},
          button(`run-${id}`, what, () => tell({ type: 'show-run', id }), {
            class: 'link',
            'aria-current': id === current,
          }),
          element('span', { class: 'muted' }, ` ${id === current ? 'shown · ' : ''}${date(when)} · ${where}`),
        ),
      ),
    ),
    button('forget', 'Forget these runs', () => tell({ type: 'forget-runs' })),
  );
}

function date(when: number): string {
  return new Date(when).toLocaleString(document.documentElement.lang || undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}
