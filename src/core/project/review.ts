import type { Analysis } from '../analyse';
import { check } from '../check';
import { documentFindings } from '../report/problems';
import { applyControl, type Control, type Controlled } from './control';

/** All that there is to say of a text for which nobody else speaks: of its JSON or YAML, and of the model. */
export function review(analysis: Analysis, control: Control): Controlled {
  const problems = documentFindings(analysis.document, control.rules);
  if (analysis.recognition.status === 'not-a-config') {
    // What is merely unwise in a config is none of our business in another file.
    const errors = problems.filter(({ severity }) => severity === 'error');
    return applyControl(analysis, errors, control);
  }
  const findings = [...problems, ...check(analysis, control.rules, control.scenario)].sort(
    (a, b) => a.range.start - b.range.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
  return applyControl(analysis, findings, control);
}
