/** What the rules notice of a broken config that they did not say of the whole one. */
import { analyse, type Model } from '../../src/core/analyse';
import { applyEdits } from '../../src/core/document/edit';
import type { Pointer } from '../../src/core/document/pointer';
import { noControl } from '../../src/core/project/control';
import { review } from '../../src/core/project/review';
import { severities, type Finding, type Severity } from '../../src/core/rules/rule';
import type { Mutation } from './mutations';
import type { Subject } from './subject';

/** `elsewhere`: something new is said, but of another place. */
export type Outcome = Severity | 'elsewhere' | 'missed';

export interface Measured {
  readonly subject: Subject;
  readonly outcome: Outcome;
  /** The rule that said it. */
  readonly rule: string | undefined;
}

export function measure({ apply, mayBeHarmless }: Mutation, subject: Subject): Measured | undefined {
  const mutated = apply(subject);
  if (!mutated || mutated.edits.length === 0) return undefined;
  const { text, language } = subject.document;
  const after = applyEdits(text, mutated.edits);
  if (after === text) return undefined;
  const analysis = analyse(after, language);
  if (mayBeHarmless && analysis.model && isSameModel(analysis.model, subject.model)) return undefined;
  const before = new Set(findingsOf(text, subject).map(identity));
  const news = review(analysis, noControl).findings.filter((finding) => !before.has(identity(finding)));
  const right = news.filter(({ pointer }) => mutated.at.some((place) => isAt(pointer, place)));
  const worst = severities.find((severity) => right.some((finding) => finding.severity === severity));
  return {
    subject,
    outcome: worst ?? (news.length > 0 ? 'elsewhere' : 'missed'),
    rule: (right.find(({ severity }) => severity === worst) ?? news[0])?.rule,
  };
}

/** The same layers, from wherever in the text they came, and nothing that keeps them from being built. */
function isSameModel(a: Model, b: Model): boolean {
  return a.fields.issues.length <= b.fields.issues.length && shapeOf(a) === shapeOf(b);
}

function shapeOf({ architecture }: Model): string {
  return JSON.stringify(architecture, (key, value: unknown) =>
    key === 'pointer' || key === 'notes' ? undefined : value,
  );
}

const known = new WeakMap<Subject, readonly Finding[]>();

function findingsOf(text: string, subject: Subject): readonly Finding[] {
  const findings = known.get(subject) ?? review(analyse(text, subject.document.language), noControl).findings;
  known.set(subject, findings);
  return findings;
}

const identity = ({ rule, pointer }: Finding): string => `${rule} ${pointer}`;

/** At the place or inside it; the top of the file is no place that holds all others. */
const isAt = (pointer: Pointer, place: Pointer): boolean =>
  pointer === place || (place !== '' && pointer.startsWith(`${place}/`));
