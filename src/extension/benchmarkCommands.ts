/** The commands around benchmarks: each finds the config it is about, and what to measure in it. */
import * as vscode from 'vscode';
import type { BenchmarkResult, LayerChoice } from '../benchmark';
import type { Model } from '../core/analyse';
import type { Layer } from '../core/architecture';
import { layerAtOffset } from '../core/features/hover';
import { pickLayer } from './benchmarkPicker';
import { documentOf } from './openFile';
import type { Tools } from './tools';

const { t } = vscode.l10n;

type Result = Promise<BenchmarkResult | undefined>;

/** `Benchmark…`, and what lenses and hovers link to: with a layer that one, without one the reader chooses. */
export async function benchmarkOrPick(tools: Tools, uri: unknown, rest: unknown): Result {
  const subject = await runnable(tools, uri);
  if (!subject) return undefined;
  const { document, model } = subject;
  const layer = layerIn(rest);
  const choice = layer === undefined ? await pickLayer(model, atCursor(tools, document)) : { index: layer };
  return runChoice(tools, document, choice);
}

/** `Benchmark This Layer`: the one at the cursor, else the reader chooses. */
export async function benchmarkLayer(tools: Tools, uri: unknown, rest: unknown): Result {
  const subject = await runnable(tools, uri);
  if (!subject) return undefined;
  const { document, model } = subject;
  const index = layerIn(rest) ?? atCursor(tools, document)?.index;
  const choice = index === undefined ? await pickLayer(model, undefined) : { index };
  return runChoice(tools, document, choice);
}

export async function compareLayerKinds(tools: Tools, uri: unknown): Result {
  const subject = await runnable(tools, uri);
  return subject && runChoice(tools, subject.document, 'each-kind');
}

export async function showBenchmark(tools: Tools, uri: unknown): Promise<void> {
  const subject = await subjectOf(tools, uri);
  if (subject) tools.benchmark.open(subject.document.uri);
}

async function runChoice(
  { benchmark }: Tools,
  { uri }: vscode.TextDocument,
  choice: LayerChoice | undefined,
): Result {
  return choice && benchmark.run({ uri, choice });
}

interface Subject {
  readonly document: vscode.TextDocument;
  readonly model: Model;
}

/** Nobody is asked to choose what can't be run then. */
async function runnable(tools: Tools, uri: unknown): Promise<Subject | undefined> {
  return tools.benchmark.mayRun() ? subjectOf(tools, uri) : undefined;
}

async function subjectOf({ service }: Tools, uri: unknown): Promise<Subject | undefined> {
  const document = await documentOf(uri);
  const model = document && service.analysisOf(document)?.model;
  if (document && model) return { document, model };
  void vscode.window.showInformationMessage(
    t('There is nothing to benchmark: open the config of a model that Layerwise knows.'),
  );
  return undefined;
}

/** The layer whose entry the cursor is at. */
function atCursor({ service }: Tools, document: vscode.TextDocument): Layer | undefined {
  const editor = vscode.window.visibleTextEditors.find((visible) => visible.document === document);
  const analysis = editor && service.analysisOf(document);
  return analysis && layerAtOffset(analysis, document.offsetAt(editor.selection.active));
}

/** What a link brings along: `{ layer: 2 }`. A menu brings something else. */
function layerIn(rest: unknown): number | undefined {
  if (typeof rest !== 'object' || rest === null || !('layer' in rest)) return undefined;
  return typeof rest.layer === 'number' ? rest.layer : undefined;
}
