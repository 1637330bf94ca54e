/**
 * Findings that a project has accepted for now, so that only new ones count. A finding is known again by file, rule
 * and pointer: lines may shift, and words and numbers change.
 */
import { isArray, isObject, stringValue, memberValue, type ConfigNode } from '../document/node';
import { parseDocument } from '../document/parse';
import type { Pointer } from '../document/pointer';
import type { Finding } from '../rules/rule';

export interface AcceptedFinding {
  readonly rule: string;
  readonly pointer: Pointer;
}

/** By file, with slashes, relative to the baseline's own folder. */
export type Baseline = ReadonlyMap<string, readonly AcceptedFinding[]>;

/** Takes the accepted findings away; `gone` are those that are accepted and not found any more. */
export function withoutAccepted<F extends AcceptedFinding>(
  findings: readonly F[],
  accepted: readonly AcceptedFinding[],
): { readonly findings: readonly F[]; readonly accepted: number; readonly gone: readonly AcceptedFinding[] } {
  if (accepted.length === 0) return { findings, accepted: 0, gone: [] };
  const known = new Set(accepted.map(identity));
  const found = new Set(findings.map(identity));
  const left = findings.filter((finding) => !known.has(identity(finding)));
  return {
    findings: left,
    accepted: findings.length - left.length,
    gone: accepted.filter((entry) => !found.has(identity(entry))),
  };
}

const identity = ({ rule, pointer }: AcceptedFinding): string => `${rule} ${pointer}`;

/** What a baseline says of findings: each once, in a fixed order. */
export function acceptedOf(findings: readonly Finding[]): AcceptedFinding[] {
  const byIdentity = new Map(
    findings.map(({ rule, pointer }) => [identity({ rule, pointer }), { rule, pointer }]),
  );
  return [...byIdentity.keys()].sort().map((key) => byIdentity.get(key)!);
}

const format = 1;

/** A baseline as text: one line per finding, files in order, so that changes show well in a diff. */
export function writeBaseline(baseline: Baseline): string {
  const files = [...baseline.keys()]
    .filter((file) => baseline.get(file)!.length > 0)
    .sort()
    .map((file) => {
      const lines = baseline
        .get(file)!
        .map(
          ({ rule, pointer }) =>
            `      { "rule": ${JSON.stringify(rule)}, "pointer": ${JSON.stringify(pointer)} }`,
        );
      return `    ${JSON.stringify(file)}: [\n${lines.join(',\n')}\n    ]`;
    });
  const body = files.length === 0 ? '{}' : `{\n${files.join(',\n')}\n  }`;
  return `{\n  "layerwiseBaseline": ${format},\n  "files": ${body}\n}\n`;
}

/** The baseline in a text; a message where it is none. */
export function readBaseline(text: string): Baseline | string {
  const { root, problems } = parseDocument(text, 'json');
  const [problem] = problems;
  if (problem) return `${problem.message} Write it anew with layerwise check --write-baseline.`;
  const version = memberValue(root, 'layerwiseBaseline');
  const files = memberValue(root, 'files');
  if (version?.type !== 'scalar' || version.value !== format || !isObject(files))
    return 'is no baseline that this version reads. Write it anew with layerwise check --write-baseline.';
  return new Map([...files.members.values()].map(({ key, value }) => [key, readEntries(value)]));
}

/** What is not understood is not accepted: the finding shows up again. */
function readEntries(node: ConfigNode): AcceptedFinding[] {
  if (!isArray(node)) return [];
  return node.items.flatMap((item) => {
    const rule = stringValue(memberValue(item, 'rule'));
    const pointer = stringValue(memberValue(item, 'pointer'));
    return rule === undefined || pointer === undefined ? [] : [{ rule, pointer }];
  });
}
