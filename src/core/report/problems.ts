/** What a text gets wrong before any model is known, as findings: an editor leaves these to its JSON service. */
import type { ConfigDocument, DocumentProblem } from '../document/node';
import type { RuleSettings } from '../check';
import type { Finding, Severity } from '../rules/rule';

export interface ProblemRule {
  /** Of what a parser says, or of comments that are meant to suppress findings and don't. */
  readonly name: DocumentProblem['code'] | 'suppression-comment';
  readonly severity: Severity;
  readonly summary: string;
  /** Why it matters and what to do, for `explain`. */
  readonly page: string;
}

/** `non-standard-number` has a rule of its own, with a page and fixes: json-infinity-literal. */
export const problemRules: readonly ProblemRule[] = [
  {
    name: 'syntax',
    severity: 'error',
    summary: 'The file is well-formed JSON or YAML.',
    page: 'No loader reads a file that is not well formed. The first mistake is reported with its place; what follows it is most often its echo.',
  },
  {
    name: 'too-deep',
    severity: 'error',
    summary: 'The file is not nested beyond reason.',
    page: 'No config nests hundreds of levels deep, and parsers that recurse run out of stack. What is inside is not read.',
  },
  {
    name: 'too-large',
    severity: 'error',
    summary: 'The file is small enough for a config.',
    page: 'Real configs reach 3 MB. A file far beyond that is most often a tokenizer or a weight index, and is not parsed.',
  },
  {
    name: 'duplicate-key',
    severity: 'warning',
    summary: 'Every key stands once in its object.',
    page: 'Python and JavaScript keep the last value of a repeated key without a word, other parsers the first, strict ones refuse the file. Delete the one that is not meant.',
  },
  {
    name: 'yaml-ambiguous-scalar',
    severity: 'warning',
    summary: 'Plain YAML scalars mean the same in YAML 1.1 and 1.2.',
    page: 'PyYAML reads YAML 1.1: `yes` is true and `010` is eight. Other tools read YAML 1.2, where they are a string and ten. Quote a string; write true, false and numbers plainly. `262_144` is taken for the number, as every loader of configs takes it.',
  },
  {
    name: 'yaml-float-without-dot',
    severity: 'hint',
    summary: 'Floats in YAML have a dot.',
    page: 'PyYAML reads `1e-5` as a string and `1.0e-5` as a number. OmegaConf and many training stacks convert it; a script that calls yaml.safe_load itself does not.',
  },
  {
    name: 'yaml-multiple-documents',
    severity: 'information',
    summary: 'The file holds one YAML document.',
    page: 'Of several documents in one file only the first mapping is read. Loaders that expect one document refuse the file.',
  },
  {
    name: 'suppression-comment',
    severity: 'hint',
    summary: 'Comments that disable rules name rules that there are, and that have something to say there.',
    page: '`# layerwise-disable-next-line RULE, RULE` suppresses findings of these rules on the next line, `# layerwise-disable RULE` in the whole file; in JSON with comments the same behind `//`. A comment that names no rule, or one that there is not, suppresses nothing, and neither does one of a rule that finds nothing there. Rules that depend on how the model is to be served are let be.',
  },
];

const ruleOfCode = new Map<string, ProblemRule>(problemRules.map((rule) => [rule.name, rule]));

export function documentFindings(document: ConfigDocument, settings: RuleSettings = {}): Finding[] {
  return document.problems.flatMap((problem) => {
    const rule = ruleOfCode.get(problem.code);
    const severity = rule && (settings[rule.name] ?? rule.severity);
    if (!rule || !severity || severity === 'off') return [];
    const { message, range } = problem;
    return [{ rule: rule.name, severity, pointer: '', range, message, fixes: [] }];
  });
}

/** The problem that leaves too little of a text to give numbers for. */
export function unreadable(document: ConfigDocument): DocumentProblem | undefined {
  return document.problems.find(
    ({ code }) =>
      code === 'syntax' || code === 'too-large' || (code === 'too-deep' && document.root === undefined),
  );
}
