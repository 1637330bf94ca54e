/** Findings as a compiler prints them. */
import type { ConfigDocument } from '../../document/node';
import { indexLines, positionAt } from '../../document/positions';
import { formatCount } from '../../format';
import type { Finding, Severity } from '../../rules/rule';
import { printable, type Paint, type Style } from './paint';
import { table } from './table';

const severityPaint: Readonly<Record<Severity, Style>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'dim',
};

/** `path:line:column  severity  message  rule-id`, one line each, the places aligned within the file. */
export function findingLines(
  file: string,
  document: ConfigDocument,
  findings: readonly Finding[],
  paint: Paint,
): string[] {
  if (findings.length === 0) return [];
  const index = indexLines(document.text);
  const rows = findings.map(({ severity, range }) => {
    const { line, character } = positionAt(index, range.start);
    return [`${printable(file)}:${line + 1}:${character + 1}`, severity];
  });
  const [, ...places] = table(
    [
      { title: '', align: 'left' },
      {
        title: '',
        align: 'left',
        paint: (padded) => paint[severityPaint[padded.trim() as Severity]](padded),
      },
      { title: '', align: 'left' },
    ],
    // A last column keeps the padding of the one before it.
    rows.map((row) => [...row, '|']),
    '  ',
  );
  // The rule follows its message: aligned behind the longest, it would be out of sight of the others.
  return findings.map(({ message, rule }, row) => {
    return `${places[row]!.slice(0, -1)}${printable(message)}  ${paint.dim(rule)}`;
  });
}

/** What a run over many files comes to. */
export interface CheckTotals {
  files: number;
  error: number;
  warning: number;
  information: number;
  hint: number;
  /** Findings with a fix that `--fix` would apply. */
  fixable: number;
  /** Findings that `--fix` has taken away. */
  fixed: number;
  /** Findings that comments and project files suppress, and those that a baseline accepts: counted nowhere else. */
  suppressed: number;
  accepted: number;
}

export const noTotals: Readonly<CheckTotals> = {
  files: 0,
  error: 0,
  warning: 0,
  information: 0,
  hint: 0,
  fixable: 0,
  fixed: 0,
  suppressed: 0,
  accepted: 0,
};

/** `3 configs checked: 1 error, 2 warnings (1 fixable with --fix)`. */
export function totalsLine(totals: Readonly<CheckTotals>, paint: Paint): string {
  if (totals.files === 0) return 'No model config found.';
  const found = [
    totals.error > 0 && paint.red(counted(totals.error, 'error')),
    totals.warning > 0 && paint.yellow(counted(totals.warning, 'warning')),
    totals.information > 0 && `${formatCount(totals.information)} information`,
    totals.hint > 0 && counted(totals.hint, 'hint'),
  ].filter((part) => part !== false);
  const remedies = [
    totals.fixed > 0 && `${formatCount(totals.fixed)} fixed`,
    totals.fixable > 0 && `${formatCount(totals.fixable)} fixable with --fix`,
    totals.suppressed > 0 && `${formatCount(totals.suppressed)} suppressed`,
    totals.accepted > 0 && `${formatCount(totals.accepted)} accepted in the baseline`,
  ].filter((part) => part !== false);
  const result = found.length > 0 ? found.join(', ') : paint.green('no problems');
  const remedy = remedies.length > 0 ? ` (${remedies.join(', ')})` : '';
  return `${counted(totals.files, 'config')} checked: ${result}${remedy}`;
}

export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
