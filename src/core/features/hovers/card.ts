import { formatParameters } from '../../format';
import { describeFeedForward } from '../../feedforward/feedforward';
import { mixerGroups } from '../../memory/mixer-groups';
import { countParameters } from '../../memory/parameters';
import { describeWeights, weightsOf } from '../../memory/weights';
import { mixerModule } from '../../mixers/registry';
import { code, footer, lines, paragraphs, table } from '../markdown';
import { parameterParts } from '../parts';
import {
  cacheWords,
  contextWords,
  layersOf,
  parameterWords,
  patternWords,
  plain,
  ratioWords,
} from '../words';
import { estimateFor, type Subject } from './subject';

/** The model card, over `model_type`: family, layers, pattern, parameters by part, memory. */
export function cardHover(subject: Subject): string {
  const { model } = subject;
  const { architecture, recognition } = model;
  const result = estimateFor(subject);
  const type = recognition.config.modelTypes[0];
  const head = `**${plain(recognition.family.title)}**${type === undefined ? '' : ` · ${code(type)}`}`;
  if (typeof result === 'string') return paragraphs(head, `Nothing is estimated: ${result}`);
  return paragraphs(
    [head, patternWords(model), ratioWords(model)].filter((words) => words !== undefined).join(' · '),
    lines(...layerKinds(subject)),
    parameterTable(subject),
    `${parameterWords(model)}${weightWords(subject)}`,
    `${cacheWords(result.bytes)} ${contextWords(result.scenario)}`,
    architecture.inexact !== undefined && `Parameters are not exact: ${architecture.inexact}.`,
    footer(result),
  );
}

/** `36 Gated DeltaNet layers · 32 value heads, …`, and the feed-forwards; the most numerous first, a few at most. */
function layerKinds({ model: { architecture } }: Subject): string[] {
  const feedForwards = new Map<string, number>();
  for (const { feedForward } of architecture.layers) {
    const words = describeFeedForward(feedForward);
    feedForwards.set(words, (feedForwards.get(words) ?? 0) + 1);
  }
  const groups = mixerGroups(architecture).map(({ mixer, layers }) => ({
    count: layers.length,
    words: `${layersOf(mixer.kind, layers.length)} · ${mixerModule(mixer).describe(mixer)}`,
  }));
  const parts = [...feedForwards].map(([words, count]) => ({ count, words: `${count} × ${words}` }));
  return [few(groups), few(parts)].flat();
}

function few(parts: readonly { readonly count: number; readonly words: string }[]): string[] {
  const sorted = parts.toSorted((a, b) => b.count - a.count).map(({ words }) => words);
  return sorted.length > 4 ? [...sorted.slice(0, 3), `and ${sorted.length - 3} more kinds`] : sorted;
}

function parameterTable({ model: { architecture } }: Subject): string {
  const { total } = countParameters(architecture);
  const parts = [...parameterParts(architecture)];
  // What rounds to nothing goes into the last row, or every bias of a family would have one of its own.
  const [last = ['', 0] as const] = parts.slice(-1);
  const shown = parts.slice(0, -1).filter(([, size]) => size >= total / 2000);
  const rest = parts.slice(0, -1).reduce((sum, [, size]) => sum + (size < total / 2000 ? size : 0), last[1]);
  const share = (part: number): string => `${((100 * part) / total).toFixed(1)} %`;
  return table(
    ['part', 'parameters', 'share'],
    [...shown, [last[0], rest] as const].map(([name, size]) => [name, formatParameters(size), share(size)]),
    ['left'],
  );
}

/** Weights as the checkpoint keeps them, where the config says in what. */
function weightWords({ model }: Subject): string {
  const weights = weightsOf(model);
  const isNamed = model.architecture.modelDtype !== undefined || weights.basis !== 'bf16';
  return isNamed ? ` · ${describeWeights(weights)}` : '';
}
