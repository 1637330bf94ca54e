import { formatBytes, formatCount } from '../core/format';
import { mixers } from '../core/mixers/registry';
import type { BenchmarkResult, LayerResult } from './result';
import { duration, providerNames, rate } from './units';

/** A result for elsewhere: a spreadsheet, an issue, a script. Each says on what the numbers stand. */

/** The object that `layerwise benchmark --json` prints. */
export function benchmarkJson(result: BenchmarkResult): string {
  return `${JSON.stringify(result, undefined, 2)}\n`;
}

type Cell = string | number | boolean | null;

/** One line for each layer, phase and length (RFC 4180); what holds for the whole run is repeated in each. */
export function benchmarkCsv(result: BenchmarkResult): string {
  const { device, dtype, runtime, ceilings } = result;
  const columns: readonly (readonly [name: string, value: (given: LayerResult) => Cell])[] = [
    ['family', () => result.family],
    ['provider', () => device.provider],
    ['device', () => device.name],
    ['device_probable', () => device.probable],
    ['dtype', () => dtype],
    ['onnxruntime', () => runtime.onnxruntime],
    ['node', () => runtime.node],
    ['ceiling_bytes_per_second', () => ceilings.bytesPerSecond],
    ['ceiling_flops_per_second', () => ceilings.flopsPerSecond],
    ['layer', ({ layer }) => layer],
    ['mixer', ({ mixer }) => mixer],
    ['feed_forward', ({ feedForward }) => feedForward],
    ['path', ({ path }) => path],
    ['phase', ({ phase }) => phase],
    ['context_tokens', ({ contextTokens }) => contextTokens],
    ['batch', ({ batch }) => batch],
    ['median_ms', ({ milliseconds }) => milliseconds?.median ?? null],
    ['q1_ms', ({ milliseconds }) => milliseconds?.q1 ?? null],
    ['q3_ms', ({ milliseconds }) => milliseconds?.q3 ?? null],
    ['repetitions', ({ repetitions }) => repetitions],
    ['bytes_moved', ({ bytesMoved }) => bytesMoved],
    ['flops', ({ flops }) => flops],
    ['bytes_per_second', ({ bytesPerSecond }) => bytesPerSecond],
    ['flops_per_second', ({ flopsPerSecond }) => flopsPerSecond],
    ['share_of_ceiling', ({ shareOfCeiling }) => shareOfCeiling],
    ['accepted', ({ accepted }) => accepted],
    ['reason', ({ reason }) => reason],
  ];
  const rows = [
    columns.map(([name]) => name),
    ...result.results.map((given) => columns.map(([, value]) => csvCell(value(given)))),
  ];
  return rows.map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** A text that a spreadsheet would take for a formula is made plain text: some of it comes from a stranger's file. */
function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** A table with its basis, its doubts and what was left out, to be pasted into an issue. */
export function benchmarkMarkdown(result: BenchmarkResult, title: string): string {
  const { device, dtype, runtime, ceilings, results, notes } = result;
  const reasons = results.flatMap((given) =>
    given.reason === null
      ? []
      : [`${name(given)}, ${given.phase} at ${formatCount(given.contextTokens)} tokens: ${given.reason}`],
  );
  const leftOut = results.flatMap((given) => given.leftOut.map((what) => `${name(given)}: ${what}`));
  const basis = [
    providerNames[device.provider],
    `${device.name}${device.probable ? ' (probable)' : ''}`,
    dtype,
    `onnxruntime ${runtime.onnxruntime}`,
    `Node ${runtime.node}`,
  ];
  return [
    `**${escape(title)}**`,
    `${basis.map(escape).join(' · ')}. The device reached ${rate(ceilings.bytesPerSecond, 'B/s')} reading weights and ${rate(ceilings.flopsPerSecond, 'FLOP/s')} multiplying matrices in the same run. One sequence; time per layer and call: one token in decode, the whole prompt in prefill.`,
    table(results),
    ...list('Not accepted', reasons),
    ...list('Left out', leftOut),
    ...list('Notes', notes),
    '',
  ].join('\n\n');
}

const name = ({ layer, mixer }: LayerResult): string => `layer ${layer} (${mixers[mixer].name})`;

function table(results: readonly LayerResult[]): string {
  const rows = results.map((given) => {
    const { milliseconds: time, bytesPerSecond, flopsPerSecond, shareOfCeiling } = given;
    return [
      String(given.layer),
      mixers[given.mixer].name,
      given.phase,
      formatCount(given.contextTokens),
      time ? duration(time.median) : '–',
      time ? `${duration(time.q1)} – ${duration(time.q3)}` : '–',
      bytesPerSecond === null ? '–' : rate(bytesPerSecond, 'B/s'),
      flopsPerSecond === null ? '–' : rate(flopsPerSecond, 'FLOP/s'),
      shareOfCeiling === null ? '–' : `${Math.round(shareOfCeiling * 100)} %`,
      formatBytes(given.bytesMoved),
      given.accepted ? 'yes' : time ? 'no' : 'not measured',
    ];
  });
  return [
    '| layer | mixer | phase | tokens | median | q1 – q3 | read | computed | of ceiling | must read | accepted |',
    '|--:|:--|:--|--:|--:|--:|--:|--:|--:|--:|:--|',
    ...rows.map((cells) => `| ${cells.map(escape).join(' | ')} |`),
  ].join('\n');
}

function list(title: string, entries: readonly string[]): string[] {
  const distinct = [...new Set(entries)];
  return distinct.length === 0 ? [] : [`${title}:`, distinct.map((entry) => `- ${escape(entry)}`).join('\n')];
}

const escape = (text: string): string =>
  text.replaceAll(/[|*_`<\\[\]]/g, '\\$&').replaceAll(/\s*\n\s*/g, ' ');
