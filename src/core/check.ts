import type { Analysis } from './analyse';
import type { Pointer } from './document/pointer';
import { rules } from './rules/registry';
import { toFinding, type Finding, type Severity } from './rules/rule';

/** A severity per rule name that replaces the rule's own; `off` silences it. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** Rules that hold however a config is spelt; the others speak of the keys and classes of transformers. */
const anyDialect: ReadonlySet<string> = new Set([
  'cannot-be-built',
  'heads-not-multiple-of-kv',
  'json-infinity-literal',
  'kv-heads-exceed-heads',
]);

const holdsInAnyDialect = ({ name }: { readonly name: string }): boolean => anyDialect.has(name);

/** Runs every rule over an analysed text. Findings come in the order of the text, then of rule names. */
export function check(analysis: Analysis, settings: RuleSettings = {}): Finding[] {
  const { recognition } = analysis;
  if (recognition.status === 'not-a-config' || recognition.status === 'declined') return [];
  const spokenHere = recognition.config.dialect === 'huggingface' ? () => true : holdsInAnyDialect;
  const explained = new Set<Pointer>();
  return rules
    .filter(spokenHere)
    .flatMap((rule) => {
      const reports = rule.check(analysis, explained);
      // What is switched off is explained all the same: it must not come back under another name.
      if (rule.severity === 'error') for (const { pointer } of reports) explained.add(pointer);
      const severity = settings[rule.name] ?? rule.severity;
      if (severity === 'off') return [];
      return reports.map((report) => toFinding(analysis.document, rule, severity, report));
    })
    .toSorted((a, b) => a.range.start - b.range.start || a.rule.localeCompare(b.rule));
}
