import type { Analysis } from './analyse';
import type { DialectId } from './dialects/dialect';
import type { Pointer } from './document/pointer';
import type { ScenarioSettings } from './memory/scenario';
import { rules } from './rules/registry';
import { toFinding, type Finding, type Rule, type Severity } from './rules/rule';

/** A severity per rule name that replaces the rule's own; `off` silences it. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** Of a file without a model only the rules that know its dialect speak: they say why its tool refuses it. */
function speaksOf({ dialects }: Rule, dialect: DialectId, isDeclined: boolean): boolean {
  if (typeof dialects === 'object') return dialects.includes(dialect);
  return !isDeclined && (dialects === 'any' || dialect === 'huggingface');
}

/** What came of the rules, for whoever has to know what a setting or a suppression is good for. */
export interface RuleRun {
  /** In the order of the text, then of rule names. */
  readonly findings: readonly Finding[];
  /** Rules that had something to say, those that are off included. */
  readonly spoke: ReadonlySet<string>;
  /** Rules that looked at how the model is to be served: what they say depends on more than the text. */
  readonly askedScenario: ReadonlySet<string>;
}

/** The findings of every rule in an analysed text. */
export function check(
  analysis: Analysis,
  settings: RuleSettings = {},
  scenario: ScenarioSettings = {},
): readonly Finding[] {
  return runRules(analysis, settings, scenario).findings;
}

/**
 * Runs every rule over an analysed text.
 *
 * @param scenario how the model is to be served, as far as somebody said so
 */
export function runRules(analysis: Analysis, settings: RuleSettings, scenario: ScenarioSettings): RuleRun {
  const spoke = new Set<string>();
  const askedScenario = new Set<string>();
  const { recognition } = analysis;
  if (recognition.status === 'not-a-config') return { findings: [], spoke, askedScenario };
  const isDeclined = recognition.status === 'declined';
  const { dialect } = recognition.config;
  const explained = new Set<Pointer>();
  const findings = rules
    .filter((rule) => speaksOf(rule, dialect, isDeclined))
    .flatMap((rule) => {
      const reports = rule.check(analysis, {
        explained,
        get scenario() {
          askedScenario.add(rule.name);
          return scenario;
        },
      });
      if (reports.length > 0) spoke.add(rule.name);
      // What is switched off is explained all the same: it must not come back under another name.
      if (rule.severity === 'error') for (const { pointer } of reports) explained.add(pointer);
      const severity = settings[rule.name] ?? rule.severity;
      if (severity === 'off') return [];
      return reports.map((report) => toFinding(analysis.document, rule, severity, report));
    })
    .toSorted((a, b) => a.range.start - b.range.start || a.rule.localeCompare(b.rule));
  return { findings, spoke, askedScenario };
}
