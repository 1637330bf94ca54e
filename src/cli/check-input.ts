import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { analyse, type Analysis } from '../core/analyse';
import { check } from '../core/check';
import type { ConfigDocument } from '../core/document/node';
import { applyControl, type Control, type Controlled } from '../core/project/control';
import { documentFindings } from '../core/report/problems';
import { unrecognisedNote } from '../core/report/sizing';
import type { Finding } from '../core/rules/rule';
import { failure, type Input } from './files';
import { applySafeFixes } from './safe-fixes';

export interface CheckOptions {
  /** What holds for a file. */
  readonly controlOf: (file: string) => Control;
  readonly fix: boolean;
  readonly cwd: string;
}

/** What came of one file. */
export interface Checked {
  readonly file: string;
  /** Named on the command line, not found in a folder. */
  readonly explicit: boolean;
  readonly document: ConfigDocument;
  /** What is left of the findings, and what was suppressed or accepted. */
  readonly findings: Controlled['findings'];
  readonly controlled: Controlled;
  /** Fixes that were applied and written. */
  readonly fixed: number;
  /** Why no rule could look at it. */
  readonly note: string | undefined;
}

/** Undefined for a file of a folder that is no model config; a message for one that can't be read or written. */
export function checkInput(input: Input, options: CheckOptions): Checked | string | undefined {
  if (input.type === 'failure') return input.message;
  const { file, explicit } = input;
  const control = options.controlOf(file);
  if (input.type === 'too-large') {
    const document = tooLargeDocument(input.message);
    const controlled = findingsOf({ document, recognition: { status: 'not-a-config' } }, control);
    return { file, explicit, document, findings: controlled.findings, controlled, fixed: 0, note: undefined };
  }
  const { text, language } = input;
  const first = analyse(text, language);
  const isConfig = first.recognition.status !== 'not-a-config';
  if (!isConfig && !explicit) return undefined;
  const {
    analysis,
    text: after,
    count,
  } = options.fix && isConfig ? applySafeFixes(text, language, control) : { analysis: first, text, count: 0 };
  if (after !== text) {
    try {
      writeFileSync(resolve(options.cwd, file), after);
    } catch (error) {
      return `can't be written: ${failure(file, error).message}`;
    }
  }
  const controlled = findingsOf(analysis, control);
  const { findings } = controlled;
  const note = noteOf(analysis, findings);
  return { file, explicit, document: analysis.document, findings, controlled, fixed: count, note };
}

function findingsOf(analysis: Analysis, control: Control): Controlled {
  const problems = documentFindings(analysis.document, control.rules);
  if (analysis.recognition.status === 'not-a-config') {
    // What is merely unwise in a config is none of our business in another file.
    const errors = problems.filter(({ severity }) => severity === 'error');
    return applyControl(analysis, errors, control);
  }
  const findings = [...problems, ...check(analysis, control.rules)].sort(
    (a, b) => a.range.start - b.range.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
  return applyControl(analysis, findings, control);
}

function noteOf({ recognition }: Analysis, findings: readonly Finding[]): string | undefined {
  if (recognition.status === 'model') return undefined;
  // A finding that says as much is not to be repeated.
  if (findings.some(({ rule, severity }) => severity === 'error' || rule === 'unknown-model-type'))
    return undefined;
  return unrecognisedNote(recognition).replace('nothing is estimated', 'nothing is checked');
}

function tooLargeDocument(message: string): ConfigDocument {
  return {
    language: 'json',
    text: '',
    root: undefined,
    problems: [{ code: 'too-large', message, range: { start: 0, end: 0 } }],
  };
}
