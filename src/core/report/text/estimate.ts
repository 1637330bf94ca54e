/** One model's layers and memory, as a person reads them in a terminal. */
import { formatBytes, formatCount } from '../../format';
import { estimate, type Estimate } from '../../memory/estimate';
import { weightsOf } from '../../memory/weights';
import { allFull } from '../all-full';
import {
  byEngine,
  bytesIn,
  engineName,
  growthText,
  parametersText,
  ratioText,
  scenarioName,
  usedColumns,
} from '../basis';
import type { Sizing } from '../sizing';
import { printable, type Paint } from './paint';
import { layerStrip, legend, paintGlyph } from './strip';
import { table, wrap, type Column } from './table';

const indent = '  ';

export function sizingLines(sizing: Sizing, width: number, paint: Paint): string[] {
  const body = sizing.model
    ? [...layerLines(sizing, width, paint), ...numberLines(sizing, width, paint)]
    : [];
  return [
    header(sizing, paint),
    ...body,
    ...sizing.notes.flatMap((note) =>
      noteLines(note, width, sizing.estimates.length > 0 ? paint.dim : paint.yellow),
    ),
  ];
}

function header({ file, dialect, modelType, model }: Sizing, paint: Paint): string {
  const name = modelType ?? model?.recognition.family.id ?? 'not recognised';
  const facts = [printable(name), ...(dialect ? [dialect.title] : [])].join(' · ');
  return `${paint.bold(printable(file))}   ${facts}`;
}

function layerLines(sizing: Sizing, width: number, paint: Paint): string[] {
  const { layers } = sizing.model!.architecture;
  const label = `${indent}${formatCount(layers.length)} layers   `;
  const margin = ' '.repeat(label.length);
  const room = Math.max(20, width - label.length);
  const strip = layerStrip(layers, room, paint);
  const lengths = new Map<string, number>();
  const entries = legend(layers).map(({ kind, label: name, count }) => {
    const entry = `${paintGlyph(kind, false, paint)} ${name} ×${formatCount(count)}`;
    lengths.set(entry, name.length + 3 + formatCount(count).length);
    return entry;
  });
  const lines = wrap(entries, room, '   ', (entry) => lengths.get(entry) ?? entry.length);
  const ratio = ratioText(sizing);
  if (ratio !== undefined) addRatio(lines, ratio, room, paint);
  return [
    ...strip.lines.map((line, index) => (index === 0 ? label : margin) + line),
    ...lines.map((line) => margin + line),
    ...(strip.irregular === undefined
      ? []
      : wrap(strip.irregular.split(' '), room).map((line) => margin + paint.red(line))),
  ];
}

/** At the end of the legend where there is room, else on a line of its own. */
function addRatio(lines: string[], ratio: string, room: number, paint: Paint): void {
  const shown = ratio.endsWith('as published') ? paint.green(ratio) : paint.yellow(ratio);
  const last = lines.length - 1;
  const used = visibleLength(lines[last] ?? '');
  if (lines.length > 0 && used + 6 + ratio.length <= room) lines[last] += `      ${shown}`;
  else lines.push(shown);
}

function visibleLength(text: string): number {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/\u001b\[\d+m/g, '').length;
}

function numberLines(sizing: Sizing, width: number, paint: Paint): string[] {
  const { model, parameters, estimates } = sizing;
  if (!model || !parameters) return [];
  const engines = byEngine(estimates);
  const { note } = weightsOf(model);
  const reasons = [
    ...(parameters.reason === undefined ? [] : [parameters.reason]),
    ...(note === undefined || note === parameters.reason ? [] : [`weights: ${note}`]),
  ];
  return [
    `${indent}${parametersText(model, parameters)}`,
    ...reasons.flatMap((reason) => noteLines(reason, width, paint.dim)),
    ...(engines.length === 1
      ? oneEngine(sizing, engines[0]!, width, paint)
      : severalEngines(engines, width, paint)),
  ];
}

/** Contexts down, kinds of state across. */
function oneEngine(sizing: Sizing, estimates: readonly Estimate[], width: number, paint: Paint): string[] {
  const last = estimates.at(-1)!;
  const columns = usedColumns(estimates);
  const withTotal = columns.length !== 1;
  const rows = estimates.map((estimated) => [
    formatCount(estimated.scenario.contextTokens),
    ...columns.map((column) => formatBytes(bytesIn(estimated, column))),
    ...(withTotal ? [formatBytes(estimated.bytes.total)] : []),
    ...(estimated === last ? comparison(sizing, last, paint) : []),
  ]);
  const titles: Column[] = [
    { title: 'context', align: 'right' },
    ...columns.map(({ title }): Column => ({ title, align: 'right' })),
    ...(withTotal ? [{ title: 'total', align: 'right', paint: paint.bold } satisfies Column] : []),
  ];
  return [
    `${indent}${scenarioName(last)}, ${engineName(last)}`,
    ...table(titles, rows).map((line) => `${indent}  ${line}`),
    `${indent}${growthText(last)}`,
    ...last.assumptions.flatMap((assumption) => noteLines(assumption, width, paint.dim)),
  ];
}

/** What the longest context would take with global attention in every layer. */
function comparison({ model }: Sizing, { scenario }: Estimate, paint: Paint): string[] {
  const full = allFull(model!.architecture);
  if (!full) return [];
  const { bytes } = estimate(full.architecture, scenario);
  return [paint.dim(`${full.label}: ${formatBytes(bytes.total)}`)];
}

/** Contexts down, engines across; then what each engine's numbers rest on. */
function severalEngines(engines: readonly (readonly Estimate[])[], width: number, paint: Paint): string[] {
  const first = engines[0];
  if (!first) return [];
  const rows = first.map(({ scenario }, row) => [
    formatCount(scenario.contextTokens),
    ...engines.map((estimates) => formatBytes(estimates[row]!.bytes.total)),
  ]);
  const titles: Column[] = [
    { title: 'context', align: 'right' },
    ...engines.map((estimates): Column => ({ title: engineName(estimates[0]!), align: 'right' })),
  ];
  return [
    `${indent}${scenarioName(first[0]!)}`,
    ...table(titles, rows).map((line) => `${indent}  ${line}`),
    ...engines.flatMap((estimates) => {
      const last = estimates.at(-1)!;
      return [
        `${indent}${engineName(last)}: ${growthText(last)}`,
        ...last.assumptions.flatMap((assumption) => noteLines(assumption, width, paint.dim)),
      ];
    }),
  ];
}

function noteLines(note: string, width: number, paint: (text: string) => string): string[] {
  const room = Math.max(20, width - indent.length - 2);
  return wrap(printable(note).split(' '), room).map(
    (line, index) => indent + paint(`${index === 0 ? '· ' : '  '}${line}`),
  );
}
