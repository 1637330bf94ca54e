import { formatBytes, formatCount } from '../core/format';
import { mixers } from '../core/mixers/registry';
import { providerNames } from './providers';
import type { BenchmarkResult, LayerResult } from './result';
import { duration, rate } from './units';

/** The result as a terminal shows it: what ran where, a table, and what stands behind the numbers. */
export function formatBenchmark(result: BenchmarkResult): string {
  const { device, dtype, runtime, ceilings, results, notes } = result;
  const name = `${device.name}${device.probable ? ' (probable)' : ''}`;
  const lines = [
    `${result.family} · ${providerNames[device.provider]} · ${name} · ${dtype} · onnxruntime ${runtime.onnxruntime}`,
    `This device reaches ${rate(ceilings.bytesPerSecond, 'B/s')} reading weights and ${rate(ceilings.flopsPerSecond, 'FLOP/s')} multiplying matrices.`,
    '',
    ...table([header, ...results.map(row)]),
  ];
  const reasons = unique(
    results.flatMap(({ reason, ...given }) => (reason === null ? [] : [`${label(given)}: ${reason}`])),
  );
  const leftOut = unique(results.flatMap((given) => given.leftOut.map((what) => `${kind(given)}: ${what}`)));
  const ops = unique(results.filter(({ ops }) => ops.length > 0).map(operators));
  for (const [title, entries] of [
    ['Not accepted', reasons],
    ['Operators', ops],
    ['Left out', leftOut],
    ['Notes', notes],
  ] as const) {
    if (entries.length > 0) lines.push('', `${title}:`, ...entries.map((entry) => `  ${entry}`));
  }
  return `${lines.join('\n')}\n`;
}

const header = [
  'layer',
  'mixer',
  'phase',
  'tokens',
  'time',
  'q1 – q3',
  'B/s',
  'FLOP/s',
  'ceiling',
  'read',
  '',
];

function row(given: LayerResult): string[] {
  const { milliseconds: time, bytesPerSecond, flopsPerSecond, shareOfCeiling } = given;
  return [
    String(given.layer),
    given.mixer,
    given.phase,
    formatCount(given.contextTokens),
    time ? duration(time.median) : '–',
    time ? `${duration(time.q1)} – ${duration(time.q3)}` : '–',
    bytesPerSecond === null ? '–' : rate(bytesPerSecond, ''),
    flopsPerSecond === null ? '–' : rate(flopsPerSecond, ''),
    shareOfCeiling === null ? '–' : `${Math.round(shareOfCeiling * 100)} %`,
    formatBytes(given.bytesMoved),
    given.accepted ? '' : time ? 'not accepted' : 'not measured',
  ];
}

function kind({ mixer }: Pick<LayerResult, 'mixer'>): string {
  return mixers[mixer].name;
}

function label({
  layer,
  mixer,
  phase,
  contextTokens,
}: Pick<LayerResult, 'layer' | 'mixer' | 'phase' | 'contextTokens'>): string {
  return `layer ${layer} (${mixer}), ${phase}, ${formatCount(contextTokens)} tokens`;
}

function operators({ layer, mixer, phase, path, ops }: LayerResult): string {
  const counts = ops.map(
    ({ op, provider, count }) => `${count} × ${op} (${provider.replace('ExecutionProvider', '')})`,
  );
  return `layer ${layer} (${mixer}), ${phase}, ${path}: ${counts.join(', ')}`;
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  const left = new Set([1, 2, 10]);
  return rows.map((cells) =>
    cells
      .map((cell, column) => {
        const space = ' '.repeat(widths[column]! - cell.length);
        return left.has(column) ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}

function unique(entries: readonly string[]): string[] {
  return [...new Set(entries)];
}
