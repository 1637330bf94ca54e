/** What a project file says in vain, as far as a look at every file below it can tell. */
import type { RuleSettings } from '../check';
import type { Range } from '../document/node';
import type { Project, SuppressedFinding } from './project';

/** What came of one file, or of several. */
export interface Usage {
  /** Entries that suppress something. */
  readonly entries: ReadonlySet<SuppressedFinding>;
  /** Rules that had something to say. */
  readonly rules: ReadonlySet<string>;
  /** Rules that may have something to say under other circumstances. */
  readonly undecided: ReadonlySet<string>;
}

/** An entry that suppresses nothing. */
export interface UnusedEntry {
  readonly range: Range;
  /** `ratio-unusual in models/a.json` */
  readonly title: string;
}

/**
 * Entries of `suppress` without a finding, and rules that are off and would find nothing. An entry about a rule that
 * is off is let be, and so is a severity that a flag or a setting replaces.
 */
export function unusedEntries(
  { rules, rulePlaces, suppress }: Project,
  usages: Iterable<Usage>,
  explicit: RuleSettings,
): UnusedEntry[] {
  const used = new Set<SuppressedFinding>();
  const alive = new Set<string>();
  const undecided = new Set<string>();
  for (const usage of usages) {
    usage.entries.forEach((entry) => used.add(entry));
    usage.rules.forEach((rule) => alive.add(rule));
    usage.undecided.forEach((rule) => undecided.add(rule));
  }
  const severityOf = (rule: string): string | undefined => explicit[rule] ?? rules[rule];
  const off = [...rulePlaces]
    .filter(
      ([rule]) =>
        rules[rule] === 'off' && explicit[rule] === undefined && !alive.has(rule) && !undecided.has(rule),
    )
    .map(([rule, range]) => ({ range, title: `${rule} (off)` }));
  const idle = suppress
    .filter((entry) => !used.has(entry) && severityOf(entry.rule) !== 'off' && !undecided.has(entry.rule))
    .map(({ rule, file, pointer, range }) => ({
      range,
      title: `${rule} in ${file}${pointer === undefined ? '' : ` at ${pointer === '' ? 'the top' : pointer}`}`,
    }));
  return [...off, ...idle].toSorted((a, b) => a.range.start - b.range.start);
}
