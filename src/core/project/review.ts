import type { Analysis } from '../analyse';
import { runRules } from '../check';
import { documentFindings } from '../report/problems';
import { applyControl, type Control, type Controlled } from './control';
import type { Usage } from './unused';

export interface Reviewed extends Controlled {
  /** What of the project file has had an effect. */
  readonly usage: Usage;
}

/** All that there is to say of a text for which nobody else speaks: of its JSON or YAML, and of the model. */
export function review(analysis: Analysis, control: Control): Reviewed {
  const problems = documentFindings(analysis.document, control.rules);
  if (analysis.recognition.status === 'not-a-config') {
    // What is merely unwise in a config is none of our business in another file.
    const errors = problems.filter(({ severity }) => severity === 'error');
    return withUsage(applyControl(analysis, errors, control), problemCodes(analysis));
  }
  const run = runRules(analysis, control.rules, control.scenario);
  const findings = [...problems, ...run.findings].sort(
    (a, b) => a.range.start - b.range.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
  const controlled = applyControl(analysis, findings, control, run);
  return withUsage(controlled, [...problemCodes(analysis), ...run.spoke], run.askedScenario);
}

const problemCodes = ({ document }: Analysis): string[] => document.problems.map(({ code }) => code);

function withUsage(
  controlled: Controlled,
  rules: readonly string[],
  depending: ReadonlySet<string> = new Set(),
): Reviewed {
  // Whether a comment is worth a remark is looked into only where that is not switched off.
  const undecided = new Set([...depending, 'suppression-comment']);
  return { ...controlled, usage: { entries: controlled.used, rules: new Set(rules), undecided } };
}
