/** What is done to a file's findings before anybody sees them: severities, suppressions, and what was accepted before. */
import type { Analysis } from '../analyse';
import type { RuleSettings } from '../check';
import type { Pointer } from '../document/pointer';
import type { ScenarioSettings } from '../memory/scenario';
import type { Finding } from '../rules/rule';
import { withoutAccepted, type AcceptedFinding } from './baseline';
import { commentSuppressions, type CommentSuppression } from './comments';
import { indexLines, positionAt } from '../document/positions';
import type { Project } from './project';

/** All that holds for one file. */
export interface Control {
  readonly rules: RuleSettings;
  readonly suppress: readonly { readonly rule: string; readonly pointer: Pointer | undefined }[];
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
}

/** The findings that are left, and those about suppression comments that do nothing. */
export function applyControl(
  { document, recognition }: Analysis,
  findings: readonly Finding[],
  control: Control,
): Controlled {
  const ours = recognition.status !== 'not-a-config';
  const comments = ours ? commentSuppressions(document) : { suppressions: [], problems: [] };
  const all = [...findings, ...commentFindings(comments.problems, control)];
  const shown = all.filter(
    (finding) =>
      !control.suppress.some((entry) => suppresses(entry, finding)) &&
      !isCommentedOut(document.text, comments.suppressions, finding),
  );
  return {
    ...withoutAccepted(comments.problems.length > 0 ? sorted(shown) : shown, control.accepted),
    suppressed: all.length - shown.length,
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

function isCommentedOut(
  text: string,
  comments: readonly CommentSuppression[],
  { rule, range }: Finding,
): boolean {
  const named = comments.filter((comment) => comment.rule === rule);
  if (named.length === 0) return false;
  if (named.some(({ line }) => line === undefined)) return true;
  const { line } = positionAt(indexLines(text), range.start);
  return named.some((comment) => comment.line === line);
}

const commentRule = 'suppression-comment';

function commentFindings(
  problems: readonly { range: Finding['range']; message: string }[],
  { rules }: Control,
): Finding[] {
  const severity = rules[commentRule] ?? 'hint';
  if (severity === 'off') return [];
  return problems.map(({ range, message }) => ({
    rule: commentRule,
    severity,
    pointer: '',
    range,
    message,
    fixes: [],
  }));
}
