import { analyse, type Analysis } from '../core/analyse';
import { check } from '../core/check';
import { applyEdits, type TextEdit } from '../core/document/edit';
import type { DocumentLanguage } from '../core/document/node';
import { applyControl, type Control } from '../core/project/control';
import type { Finding, Fix } from '../core/rules/rule';

/** Rounds after which fixes that keep bringing each other about are left alone. */
const maximumRounds = 10;

export interface Fixed {
  readonly text: string;
  readonly analysis: Analysis;
  /** Fixes applied. */
  readonly count: number;
}

/**
 * Applies the safe fixes of a text, again and again until none is left. Half a round is never applied, and what is
 * suppressed or accepted stays as it is.
 */
export function applySafeFixes(text: string, language: DocumentLanguage, control: Control): Fixed {
  let fixed: Fixed = { text, analysis: analyse(text, language), count: 0 };
  for (let round = 0; round < maximumRounds; round++) {
    const { findings } = applyControl(
      fixed.analysis,
      check(fixed.analysis, control.rules, control.scenario),
      control,
    );
    const fixes = compatible(findings.flatMap((finding) => safeFix(finding) ?? []));
    const next = applyEdits(
      fixed.text,
      fixes.flatMap(({ edits }) => edits),
    );
    if (fixes.length === 0 || next === fixed.text) break;
    const analysis = analyse(next, language);
    // A fix that breaks the file is a mistake of ours: the text before it stands.
    if (syntaxProblems(analysis) > syntaxProblems(fixed.analysis)) break;
    fixed = { text: next, analysis, count: fixed.count + fixes.length };
  }
  return fixed;
}

export function safeFix({ fixes }: Finding): Fix | undefined {
  return fixes.find(({ safe }) => safe);
}

/** The fixes, in order, that touch nothing that an earlier one touches. */
function compatible(fixes: readonly Fix[]): Fix[] {
  const taken: TextEdit[] = [];
  return fixes.filter(({ edits }) => {
    const free = edits.every((edit) => !taken.some((other) => overlap(edit, other)));
    if (free) taken.push(...edits);
    return free;
  });
}

/** Edits that only touch are apart, but two at the same place would depend on their order. */
function overlap({ range: a }: TextEdit, { range: b }: TextEdit): boolean {
  return (a.start < b.end && b.start < a.end) || a.start === b.start;
}

function syntaxProblems({ document }: Analysis): number {
  return document.problems.filter(({ code }) => code === 'syntax').length;
}
