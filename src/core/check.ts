import type { Analysis } from './analyse';
import type { DialectId } from './dialects/dialect';
import type { Pointer } from './document/pointer';
import type { ScenarioSettings } from './memory/scenario';
import { rules } from './rules/registry';
import { toFinding, type Finding, type Rule, type Severity } from './rules/rule';

/** A severity per rule name that replaces the rule's own; `off` silences it. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** Of a file without a model only the rules that know its dialect speak: they say why its tool refuses it. */
const speaksOf = ({ dialects }: Rule, dialect: DialectId, isDeclined: boolean): boolean =>
  dialects === 'any' || dialects === undefined
    ? !isDeclined && (dialects === 'any' || dialect === 'huggingface')
    : dialects.includes(dialect);

/**
 * Runs every rule over an analysed text. Findings come in the order of the text, then of rule names.
 *
 * @param scenario how the model is to be served, as far as somebody said so
 */
export function check(
  analysis: Analysis,
  settings: RuleSettings = {},
  scenario: ScenarioSettings = {},
): Finding[] {
  const { recognition } = analysis;
  if (recognition.status === 'not-a-config') return [];
  const isDeclined = recognition.status === 'declined';
  const { dialect } = recognition.config;
  const explained = new Set<Pointer>();
  return rules
    .filter((rule) => speaksOf(rule, dialect, isDeclined))
    .flatMap((rule) => {
      const reports = rule.check(analysis, { explained, scenario });
      // What is switched off is explained all the same: it must not come back under another name.
      if (rule.severity === 'error') for (const { pointer } of reports) explained.add(pointer);
      const severity = settings[rule.name] ?? rule.severity;
      if (severity === 'off') return [];
      return reports.map((report) => toFinding(analysis.document, rule, severity, report));
    })
    .toSorted((a, b) => a.range.start - b.range.start || a.rule.localeCompare(b.rule));
}
