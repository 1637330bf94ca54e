import type { Analysis } from './analyse';
import { rules } from './rules/registry';
import { toFinding, type Finding, type Severity } from './rules/rule';

/** A severity per rule name that replaces the rule's own; `off` silences it. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** Runs every rule over an analysed text. Findings come in the order of the text, then of rule names. */
export function check(analysis: Analysis, settings: RuleSettings = {}): Finding[] {
  if (analysis.recognition.status === 'not-a-config') return [];
  return rules
    .flatMap((rule) => {
      const severity = settings[rule.name] ?? rule.severity;
      if (severity === 'off') return [];
      return rule.check(analysis).map((report) => toFinding(analysis.document, rule, severity, report));
    })
    .toSorted((a, b) => a.range.start - b.range.start || a.rule.localeCompare(b.rule));
}
