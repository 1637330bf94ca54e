/** What is known of each open file, computed once per version of its text. */
import * as vscode from 'vscode';
import { analyse, type Analysis } from '../core/analyse';
import { check, type RuleSettings } from '../core/check';
import type { DocumentLanguage, DocumentProblem } from '../core/document/node';
import { languageOf } from '../core/document/parse';
import { mayBeModelConfig } from '../core/recognise';
import { documentFindings } from '../core/report/problems';
import type { Finding } from '../core/rules/rule';
import { fileGlobs, ruleSettings, section } from './settings';

export interface Service extends vscode.Disposable {
  /** The analysis of the text as it is now; undefined, after next to no work, for files that are none of ours. */
  analysisOf(document: vscode.TextDocument): Analysis | undefined;
  /** What the rules say of the text as it is now, with the severities that the settings give. */
  findingsOf(document: vscode.TextDocument): readonly Finding[];
  /** Whether the document is a model config, of a known family or not. */
  isModelConfig(document: vscode.TextDocument): boolean;
  /** Milliseconds that the document's last analysis took; whoever waits between two lets this decide how long. */
  costOf(document: vscode.TextDocument): number;
}

interface Entry {
  readonly version: number;
  readonly languageId: string;
  readonly analysis: Analysis | undefined;
  readonly milliseconds: number;
  findings?: readonly Finding[];
}

/** The languages of VS Code in which model configs are written. */
export const languages = ['json', 'jsonc', 'yaml'] as const;

export function createService(log: vscode.LogOutputChannel): Service {
  // By document, and so by uri: VS Code keeps one object for as long as a file is open, and lets go of it after.
  let entries = new WeakMap<vscode.TextDocument, Entry>();

  const entryOf = (document: vscode.TextDocument): Entry => {
    const { version, languageId } = document;
    const known = entries.get(document);
    if (known?.version === version && known.languageId === languageId) return known;
    const start = performance.now();
    const analysis = analyseIfOurs(document);
    const entry = { version, languageId, analysis, milliseconds: performance.now() - start };
    if (analysis) log.trace(`${document.uri.path} v${version}: ${entry.milliseconds.toFixed(1)} ms`);
    entries.set(document, entry);
    return entry;
  };

  const settingsChanged = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) entries = new WeakMap();
  });

  return {
    analysisOf: (document) => entryOf(document).analysis,
    findingsOf(document) {
      const entry = entryOf(document);
      entry.findings ??= entry.analysis ? findingsIn(entry.analysis, ruleSettings(document.uri)) : [];
      return entry.findings;
    },
    isModelConfig(document) {
      const analysis = entryOf(document).analysis;
      return analysis !== undefined && analysis.recognition.status !== 'not-a-config';
    },
    costOf: (document) => entries.get(document)?.milliseconds ?? 0,
    dispose: () => settingsChanged.dispose(),
  };
}

/**
 * VS Code's own JSON service marks what is wrong with the JSON itself, and it has none for YAML. Of a text that is no
 * model config only the refusal is worth a word: it may well be one, but a look inside is too much.
 */
function findingsIn(analysis: Analysis, settings: RuleSettings): Finding[] {
  const { document, recognition } = analysis;
  const ours: DocumentProblem['code'][] = ['too-large', 'too-deep'];
  const problems = documentFindings(document, settings).filter(
    ({ rule }) =>
      (document.language === 'yaml' && recognition.status !== 'not-a-config') ||
      ours.some((code) => code === rule),
  );
  return [...problems, ...check(analysis, settings)];
}

/** The gate: scheme and language, then globs, then a look at the start of the text; only then is anything parsed. */
function analyseIfOurs(document: vscode.TextDocument): Analysis | undefined {
  if (!isEditable(document.uri.scheme)) return undefined;
  const { include, exclude } = fileGlobs(document.uri);
  if (matches(exclude, document)) return undefined;
  const included = matches(include, document);
  if (!included && !(isOurLanguage(document) && mayBeModelConfig(startOf(document)))) return undefined;
  return analyse(document.getText(), languageFor(document));
}

/** Only texts that a person edits: the other side of a diff, an output or a preview shows no hints of ours. */
function isEditable(scheme: string): boolean {
  return (
    scheme === 'file' || scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) === true
  );
}

const isOurLanguage = ({ languageId }: vscode.TextDocument): boolean =>
  (languages as readonly string[]).includes(languageId);

function matches(globs: readonly string[], document: vscode.TextDocument): boolean {
  return globs.some((pattern) => vscode.languages.match({ pattern }, document) > 0);
}

/** Enough lines for the look that `mayBeModelConfig` takes, without copying a large file to take it. */
function startOf(document: vscode.TextDocument): string {
  return document.getText(new vscode.Range(0, 0, 4096, 0));
}

function languageFor(document: vscode.TextDocument): DocumentLanguage {
  if (document.languageId === 'yaml') return 'yaml';
  if (isOurLanguage(document)) return 'json';
  return languageOf(document.fileName) ?? (/^\s*[{[]/.test(document.getText()) ? 'json' : 'yaml');
}
