import { estimateBlocker, type Analysis, type Model } from '../analyse';
import { isArray, type Range } from '../document/node';
import { formatBytes, formatCount } from '../format';
import { estimate } from '../memory/estimate';
import { describeWeights, weightsOf } from '../memory/weights';
import { benchmarkableKinds } from '../mixers/benchmarkable';
import { describePattern } from '../pattern';
import { availableActions, type Action } from './action';
import type { NamedModel } from '../named-model';
import { layerLists, type LayerList } from './layer-lists';
import { scenarioOf, type View } from './view';
import {
  basisWords,
  cacheWords,
  contextWords,
  countWords,
  declinedWords,
  parameterWords,
  patternWords,
  plain,
  ratioWords,
  unknownWords,
} from './words';

export interface Lens {
  readonly range: Range;
  readonly title: string;
  readonly tooltip?: string;
  readonly action?: Action;
  /** The path of a file that a click opens, relative to the one that is shown. */
  readonly opens?: string;
}

const firstLine: Range = { start: 0, end: 0 };

/**
 * Lines above the file and above layer lists, each part a click.
 *
 * @param named the model that a file without one names, where its config was found.
 */
export function lenses({ recognition, model }: Analysis, view: View, named?: NamedModel): Lens[] {
  if (recognition.status === 'unknown-family') {
    return [{ range: firstLine, title: unknownWords(recognition.name, recognition.nearest) }];
  }
  if (recognition.status === 'declined') {
    return named
      ? namedLenses(recognition.what, named, view)
      : [{ range: firstLine, title: declinedWords(recognition) }];
  }
  if (!model) return [];
  return [
    titleLens(model),
    memoryLens(model, view),
    ...actionLenses(model),
    ...layerLists(model).flatMap((list, index) => [
      listLens(model, list),
      ...(index === 0 ? kindLenses(model, list) : []),
    ]),
  ];
}

/** `Axolotl config · Model config: ../x/config.json`, then what that model is and costs. */
function namedLenses(what: string, named: NamedModel, view: View): Lens[] {
  const { path, analysis } = named;
  const { tooltip, title } = titleLens(analysis.model);
  const { action: _, ...memory } = memoryLens(analysis.model, view);
  return [
    { range: firstLine, title: `${what} · Model config: ${plain(path)}`, opens: path },
    { range: firstLine, title, ...(tooltip !== undefined && { tooltip }) },
    memory,
  ];
}

/** `Qwen3-Next · (3 Gated DeltaNet + 1 full) × 12 · 79.7 B parameters, 3.87 B active`. */
function titleLens(model: Model): Lens {
  const { title } = model.recognition.family;
  const blocked = estimateBlocker(model) !== undefined;
  return {
    range: firstLine,
    title: [title, ...(blocked ? [] : [patternWords(model), parameterWords(model)])].join(' · '),
    ...(model.architecture.notes.length > 0 && { tooltip: model.architecture.notes.join('\n') }),
    ...(availableActions.includes('open-report') && { action: { type: 'open-report' } as const }),
  };
}

/** `KV 6.00 GiB + state 74.3 MiB at 262,144 tokens (bf16, transformers 5.18)`, or why there is no number. */
function memoryLens(model: Model, view: View): Lens {
  const blocker = estimateBlocker(model);
  if (blocker !== undefined) return { range: firstLine, title: `Nothing is estimated: ${unquoted(blocker)}` };
  const scenario = scenarioOf(model, view);
  const result = estimate(model.architecture, scenario);
  const over =
    view.budgetBytes !== undefined && result.bytes.total > view.budgetBytes
      ? ` · over the budget of ${formatBytes(view.budgetBytes)}`
      : '';
  return {
    range: firstLine,
    title: `${cacheWords(result.bytes)} ${contextWords(scenario)} (${basisWords(result)})${over}`,
    tooltip: `${formatCount(result.bytes.total)} B: ${result.engine.basis}. Weights ${describeWeights(weightsOf(model))}. Click for another context, batch, dtype or engine.`,
    action: { type: 'pick-scenario' },
  };
}

/** Messages quote keys for Markdown; a lens is plain text. */
const unquoted = (message: string): string => message.replaceAll('`', '');

function actionLenses(model: Model): Lens[] {
  const offered: readonly { title: string; action: Action }[] = [
    { title: 'Report', action: { type: 'open-report' } },
    { title: 'Benchmark', action: { type: 'benchmark' } },
    { title: 'Compare…', action: { type: 'compare' } },
  ];
  return offered
    .filter(({ action }) => availableActions.includes(action.type))
    .filter(({ action }) => action.type !== 'benchmark' || canBenchmark(model))
    .map((lens) => ({ range: firstLine, ...lens }));
}

/** Only models whose layers are certain are measured, and only where one of them can be. */
function canBenchmark(model: Model): boolean {
  return estimateBlocker(model) === undefined && benchmarkableKinds(model.architecture).length > 0;
}

/** Beside the first list of a model of several kinds: one layer of each against the others. */
function kindLenses(model: Model, { member }: LayerList): Lens[] {
  if (!canBenchmark(model) || benchmarkableKinds(model.architecture).length < 2) return [];
  return [
    {
      range: member.keyRange,
      title: 'Benchmark a layer of each kind',
      tooltip: 'Runs one layer of each kind on this machine, and draws their times over the context.',
      action: { type: 'compare-kinds' },
    },
  ];
}

/** `48 layers · 36 Gated DeltaNet, 12 full · 3:1 as published`. */
function listLens(model: Model, { member, node, layers }: LayerList): Lens {
  const all = model.architecture.layers;
  const { counts } = describePattern(layers);
  const wanted = model.fields.expectedLayerTypes?.length ?? all.length;
  const entries = isArray(node) ? node.items.length : layers.length;
  const isWhole = layers.length === all.length;
  const head = !isWhole
    ? `${formatCount(layers.length)} of ${formatCount(all.length)} layers`
    : entries === wanted
      ? `${formatCount(wanted)} layers`
      : `${formatCount(entries)} entries for ${formatCount(wanted)} layers`;
  const ratio = isWhole && entries === wanted ? ratioWords(model) : undefined;
  return {
    range: member.keyRange,
    title: [head, countWords(counts), ...(ratio === undefined ? [] : [ratio])].join(' · '),
    tooltip: patternWords(model),
  };
}
