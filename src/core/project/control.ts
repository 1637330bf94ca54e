/** What is done to a file's findings before anybody sees them: severities, suppressions, and what was accepted before. */
import type { Analysis } from '../analyse';
import type { RuleRun, RuleSettings } from '../check';
import type { ScenarioSettings } from '../memory/scenario';
import type { Finding } from '../rules/rule';
import { withoutAccepted, type AcceptedFinding } from './baseline';
import { commentSuppressions, type CommentSuppression } from './comments';
import { indexLines, positionAt, type LineIndex } from '../document/positions';
import { problemRules } from '../report/problems';
import type { Project, SuppressedFinding } from './project';

/** All that holds for one file. */
export interface Control {
  readonly rules: RuleSettings;
  readonly suppress: readonly SuppressedFinding[];
  readonly accepted: readonly AcceptedFinding[];
  /** How the model is to be served, for the rules about that. */
  readonly scenario: ScenarioSettings;
}

export const noControl: Control = { rules: {}, suppress: [], accepted: [], scenario: {} };

/**
 * @param path of the file, relative to the project file's folder
 * @param explicit severities and scenario that flags or settings give; they win, entry by entry
 */
export function controlOf(
  project: Project,
  path: string,
  explicit: { readonly rules?: RuleSettings; readonly scenario?: ScenarioSettings },
  accepted: readonly AcceptedFinding[] = [],
): Control {
  return {
    rules: { ...project.rules, ...explicit.rules },
    scenario: { ...project.scenario, ...explicit.scenario },
    suppress: project.suppress.filter(({ matches }) => matches(path)),
    accepted,
  };
}

export interface Controlled {
  readonly findings: readonly Finding[];
  /** Findings that a comment or the project file suppresses. */
  readonly suppressed: number;
  /** Findings that the baseline accepts. */
  readonly accepted: number;
  /** Accepted in the baseline, and not found any more. */
  readonly gone: readonly AcceptedFinding[];
  /** Entries of the project file that suppress something here. */
  readonly used: ReadonlySet<SuppressedFinding>;
}

/**
 * The findings that are left, and those about suppression comments that do nothing.
 *
 * @param run of the rules that made the findings; without it no comment is called unneeded
 */
export function applyControl(
  analysis: Analysis,
  findings: readonly Finding[],
  control: Control,
  run?: RuleRun,
): Controlled {
  const { document, recognition } = analysis;
  const ours = recognition.status !== 'not-a-config';
  const comments = ours ? commentSuppressions(document) : { suppressions: [], problems: [] };
  const idle = run ? unneeded(analysis, comments.suppressions, findings, control, run) : [];
  const remarks = commentFindings([...comments.problems, ...idle], control);
  const all = [...findings, ...remarks];
  const used = control.suppress.filter((entry) => all.some((finding) => suppresses(entry, finding)));
  const lines = comments.suppressions.length > 0 ? indexLines(document.text) : undefined;
  const shown = all.filter(
    (finding) =>
      !used.some((entry) => suppresses(entry, finding)) &&
      !comments.suppressions.some((comment) => lines && isAbout(lines, comment, finding)),
  );
  return {
    ...withoutAccepted(remarks.length > 0 ? sorted(shown) : shown, control.accepted),
    suppressed: all.length - shown.length,
    used: new Set(used),
  };
}

function sorted(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => a.range.start - b.range.start || (a.rule < b.rule ? -1 : 1));
}

/** A pointer stands for its place and all that is in it. */
function suppresses({ rule, pointer }: Control['suppress'][number], finding: Finding): boolean {
  return (
    rule === finding.rule &&
    (pointer === undefined || finding.pointer === pointer || finding.pointer.startsWith(`${pointer}/`))
  );
}

function isAbout(lines: LineIndex, comment: CommentSuppression, { rule, range }: Finding): boolean {
  if (comment.rule !== rule) return false;
  return comment.line === undefined || comment.line === positionAt(lines, range.start).line;
}

interface Remark {
  readonly range: Finding['range'];
  readonly message: string;
  readonly fixes?: Finding['fixes'];
}

/** Rules that not every reader of a text runs: an editor leaves JSON itself to its own service. */
const runElsewhere = new Set<string>(problemRules.map(({ name }) => name));

/**
 * Comments that suppress nothing. Silent where rules may be silent for another reason: a text that is being typed, a
 * model that can't be built, a severity of off, a rule that depends on how the model is to be served.
 */
function unneeded(
  { document, model }: Analysis,
  suppressions: readonly CommentSuppression[],
  findings: readonly Finding[],
  { rules }: Control,
  { askedScenario }: RuleRun,
): Remark[] {
  if (suppressions.length === 0 || !model || model.fields.issues.length > 0) return [];
  if (document.problems.some(({ code }) => code === 'syntax')) return [];
  const lines = indexLines(document.text);
  return suppressions
    .filter(({ rule }) => rules[rule] !== 'off' && !runElsewhere.has(rule) && !askedScenario.has(rule))
    .filter((comment) => !findings.some((finding) => isAbout(lines, comment, finding)))
    .map(({ rule, line, range, removal }) => ({
      range,
      message: `No finding of ${rule} is ${line === undefined ? 'in this file' : 'on the line below'}: this suppresses nothing. Remove it.`,
      fixes: [{ title: `Remove ${rule} from the comment`, edits: [removal], safe: false }],
    }));
}

const commentRule = 'suppression-comment';

function commentFindings(remarks: readonly Remark[], { rules }: Control): Finding[] {
  const severity = rules[commentRule] ?? 'hint';
  if (severity === 'off') return [];
  return remarks.map(({ range, message, fixes = [] }) => ({
    rule: commentRule,
    severity,
    pointer: '',
    range,
    message,
    fixes,
  }));
}
