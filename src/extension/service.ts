/** What is known of each open file, computed once per version of its text. */
import * as vscode from 'vscode';
import { analyse, type Analysis } from '../core/analyse';
import { runRules } from '../core/check';
import type { DocumentLanguage, DocumentProblem } from '../core/document/node';
import { languageOf } from '../core/document/parse';
import { applyControl, type Control } from '../core/project/control';
import { documentFindings } from '../core/report/problems';
import type { Finding } from '../core/rules/rule';
import { section } from './configuration';
import { isOurLanguage, mayBeConfig } from './gate';
import { controlFor, covers, type ProjectStore } from './projects';
import type { ScenarioStore } from './scenario';
import { ruleSettings } from './settings';

export interface Service extends vscode.Disposable {
  /** The analysis of the text as it is now; undefined, after next to no work, for files that are none of ours. */
  analysisOf(document: vscode.TextDocument): Analysis | undefined;
  /** Resolves when the project file that holds for a document was read, where the document may be one of ours. */
  ready(document: vscode.TextDocument): Promise<void>;
  /** What the rules say of the text as it is now, with the severities that settings and project file give. */
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

export function createService(
  log: vscode.LogOutputChannel,
  projects: ProjectStore,
  scenario: ScenarioStore,
): Service {
  // By document, and so by uri: VS Code keeps one object for as long as a file is open, and lets go of it after.
  let entries = new WeakMap<vscode.TextDocument, Entry>();

  const entryOf = (document: vscode.TextDocument): Entry => {
    const { version, languageId } = document;
    const known = entries.get(document);
    if (known?.version === version && known.languageId === languageId) return known;
    const start = performance.now();
    const isOurs = mayBeConfig(document) && covers(projects.of(document.uri), document.uri);
    const analysis = isOurs ? analyse(document.getText(), languageFor(document)) : undefined;
    const entry = { version, languageId, analysis, milliseconds: performance.now() - start };
    if (analysis) log.trace(`${document.uri.path} v${version}: ${entry.milliseconds.toFixed(1)} ms`);
    entries.set(document, entry);
    return entry;
  };

  const explicitOf = (uri: vscode.Uri): Parameters<typeof controlFor>[2] => ({
    rules: ruleSettings(uri),
    scenario: scenario.at(uri).said,
  });

  const forget = (): void => void (entries = new WeakMap());
  const watching = vscode.Disposable.from(
    // Another project file is another scenario too, as far as can be told from here.
    scenario.onDidChange(forget),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) forget();
    }),
  );

  return {
    analysisOf: (document) => entryOf(document).analysis,
    findingsOf(document) {
      const entry = entryOf(document);
      const { uri } = document;
      entry.findings ??= entry.analysis
        ? findingsIn(entry.analysis, controlFor(projects.of(uri), uri, explicitOf(uri)))
        : [];
      return entry.findings;
    },
    isModelConfig(document) {
      const analysis = entryOf(document).analysis;
      return analysis !== undefined && analysis.recognition.status !== 'not-a-config';
    },
    costOf: (document) => entries.get(document)?.milliseconds ?? 0,
    ready: async (document) => {
      if (mayBeConfig(document)) await projects.load(document.uri);
    },
    dispose: () => watching.dispose(),
  };
}

/**
 * VS Code's own JSON service marks what is wrong with the JSON itself, and it has none for YAML. Of a text that is no
 * model config only the refusal is worth a word: it may well be one, but a look inside is too much.
 */
function findingsIn(analysis: Analysis, control: Control): readonly Finding[] {
  const { document, recognition } = analysis;
  const ours: DocumentProblem['code'][] = ['too-large', 'too-deep'];
  const problems = documentFindings(document, control.rules).filter(
    ({ rule }) =>
      (document.language === 'yaml' && recognition.status !== 'not-a-config') ||
      ours.some((code) => code === rule),
  );
  const run = runRules(analysis, control.rules, control.scenario);
  return applyControl(analysis, [...problems, ...run.findings], control, run).findings;
}

function languageFor(document: vscode.TextDocument): DocumentLanguage {
  if (document.languageId === 'yaml') return 'yaml';
  if (isOurLanguage(document)) return 'json';
  return languageOf(document.fileName) ?? (/^\s*[{[]/.test(document.getText()) ? 'json' : 'yaml');
}
