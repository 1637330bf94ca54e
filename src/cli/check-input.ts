import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { analyse, type Analysis } from '../core/analyse';
import type { ConfigDocument } from '../core/document/node';
import type { NamedModel } from '../core/named-model';
import type { Control } from '../core/project/control';
import { review, type Reviewed } from '../core/project/review';
import { unrecognisedNote } from '../core/report/sizing';
import type { Finding } from '../core/rules/rule';
import { failure, isNamedConfig, type Input } from './files';
import { findNamedModel } from './named-model';
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
  readonly findings: Reviewed['findings'];
  readonly controlled: Reviewed;
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
    const controlled = review({ document, recognition: { status: 'not-a-config' } }, control);
    return { file, explicit, document, findings: controlled.findings, controlled, fixed: 0, note: undefined };
  }
  const { text, language } = input;
  const first = analyse(text, language);
  const isConfig = first.recognition.status !== 'not-a-config';
  if (!isConfig && !explicit && !(isTooLarge(first.document) && isNamedConfig(file))) return undefined;
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
  const controlled = review(analysis, control);
  const { findings } = controlled;
  const note = noteOf(analysis, findings, findNamedModel(file, analysis.recognition, options.cwd));
  return { file, explicit, document: analysis.document, findings, controlled, fixed: count, note };
}

function noteOf(
  { recognition }: Analysis,
  findings: readonly Finding[],
  named: NamedModel | undefined,
): string | undefined {
  if (recognition.status === 'model') return undefined;
  // A finding that says as much is not to be repeated.
  if (findings.some(({ rule, severity }) => severity === 'error' || rule === 'unknown-model-type'))
    return undefined;
  const note = unrecognisedNote(recognition).replace('nothing is estimated', 'nothing is checked');
  return named ? `${note} The model config is ${named.path}: check that file.` : note;
}

const isTooLarge = ({ problems }: ConfigDocument): boolean =>
  problems.some(({ code }) => code === 'too-large');

function tooLargeDocument(message: string): ConfigDocument {
  return {
    language: 'json',
    text: '',
    root: undefined,
    problems: [{ code: 'too-large', message, range: { start: 0, end: 0 } }],
  };
}
