import { estimateBlocker } from '../../analyse';
import type { Architecture } from '../../architecture';
import {
  formatBytes,
  formatBytesPerToken,
  formatCount,
  formatFlops,
  formatParameters,
  listed,
} from '../../format';
import { arithmetic, type Term } from '../../memory/arithmetic';
import { mixerGroups } from '../../memory/mixer-groups';
import type { Estimate } from '../../memory/estimate';
import { estimate } from '../../memory/estimate';
import { countParameters } from '../../memory/parameters';
import { describeWeights, weightsOf } from '../../memory/weights';
import { tensorParallelSizes } from '../../memory/tensor-parallel';
import { isBenchmarkable } from '../../mixers/benchmarkable';
import { mixerModule } from '../../mixers/registry';
import { irrelevantReason, type KeyInfo } from '../../schema/keys';
import { actionLink } from '../action';
import { bytesOf, contextTable, fewContexts } from '../contexts';
import { effectOf, type Effect } from '../effect';
import { code, footer, lines, paragraphs, table, valueWords } from '../markdown';
import { layerLists } from '../layer-lists';
import { parameterParts } from '../parts';
import { termText } from '../terms';
import {
  contextWords,
  kindWord,
  layersOf,
  parameterWords,
  patternWords,
  ratioWords,
  shortName,
} from '../words';
import { contextHover } from './context';
import { switchedOffWords } from './idle';
import { omittedWords } from './omitted';
import { describeKey, estimateFor, type Subject } from './subject';
import { variationWords, type Measure } from './variations';

/** A key: what the field does and what its value decides; undefined where nothing is known of it. */
export function keyHover(subject: Subject): string | undefined {
  const { analysis, model, pointer, node } = subject;
  const info = describeKey(subject, pointer);
  const heading = lines(headingOf(subject, info), sharingWords(subject));
  const result = estimateFor(subject);
  const tellsLayers = layerLists(model).some((list) => list.pointer === pointer);
  if (tellsLayers && typeof result !== 'string') return structureHover(subject, heading, result);
  const effect = effectOf(analysis, model, pointer, node);
  if (effect && typeof result === 'string') return paragraphs(heading, `Nothing is estimated: ${result}`);
  if (!effect || typeof result === 'string') return idleHover(subject, heading, info);
  if (effect.structure) return structureHover(subject, heading, result);
  if (effect.tensors) return memoryHover(subject, heading, effect, result);
  if (effect.longestContext) return contextHover(subject, heading, result);
  return paragraphs(heading, ...smallEffect(subject, effect, result), omittedWords(subject, result));
}

/** **`num_key_value_heads`** 2 · key/value heads, shared by the query heads */
function headingOf({ key, node }: Subject, info: KeyInfo | undefined): string {
  const value = valueWords(node);
  const head = `**${code(key)}**${value === undefined ? '' : ` ${value}`}`;
  const description = info?.description;
  const replaced =
    info?.replacedBy === undefined ? '' : ` (kept for older files: now ${code(info.replacedBy)})`;
  return description === undefined ? head : `${head} · ${description}${replaced}`;
}

/** Over the number of heads: by how many GPUs they can be shared, which only some rule about serving would tell. */
function sharingWords({ model, pointer }: Subject): string | undefined {
  if (pointer !== model.fields.pointer('num_attention_heads') || estimateBlocker(model) !== undefined)
    return undefined;
  const sizes = tensorParallelSizes(model.architecture);
  return sizes.length > 1 ? `Tensor parallel over ${listed(sizes)} GPUs.` : undefined;
}

/** A key that decides neither layers nor memory; nothing at all is said of one that no schema knows. */
function idleHover(subject: Subject, heading: string, info: KeyInfo | undefined): string | undefined {
  const { node } = subject;
  const reason = irrelevantReason(subject.key);
  const off = switchedOffWords(subject);
  if (!info && reason === undefined && off === undefined) return undefined;
  if (off === undefined && reason !== undefined && !info) return `${heading} · ${reason}`;
  // Of a list or a name only its absence was tried, which says less than another value would.
  const isTried = node.type === 'scalar' && typeof node.value !== 'string';
  const idle = isTried
    ? 'Changes neither layers nor memory.'
    : 'Omitted, neither layers nor memory would change.';
  return paragraphs(heading, off ?? idle, info && `_${info.source.replaceAll('_', '\\_')}_`);
}

/** Layers, their number or their kinds: a row per kind, and what another value makes of the whole. */
function structureHover(subject: Subject, heading: string, result: Estimate): string {
  const { model } = subject;
  const { architecture } = model;
  const rows = mixerGroups(architecture)
    .filter(({ mixer }) => mixer.kind !== 'none')
    .map(({ mixer, layers }) => {
      const [first = 0] = layers;
      const perLayer = result.layers[first]?.bytes ?? 0;
      return [
        shortName(mixer.kind),
        formatCount(layers.length),
        mixerModule(mixer).describe(mixer),
        formatBytes(perLayer),
        formatBytes(perLayer * layers.length),
      ];
    });
  const shown = rows.length > 6 ? rows.slice(0, 6) : rows;
  return paragraphs(
    heading,
    [patternWords(model), ratioWords(model)].filter((words) => words !== undefined).join(' · '),
    table(['mixer', 'layers', 'dimensions', 'each', 'all'], shown, ['left', 'right', 'left']),
    lines(
      rows.length > shown.length && `and ${rows.length - shown.length} more kinds`,
      `In all **${formatBytes(result.bytes.total)}** ${contextWords(result.scenario)}, ${parameterWords(model)}`,
    ),
    lines(
      variationWords(
        subject,
        cacheMeasure('cache', result, ({ bytes }) => bytes.total),
      ),
      omittedWords(subject, result),
      footer(result),
    ),
  );
}

/** Caches and states: arithmetic, a small table over contexts, variations. */
function memoryHover(subject: Subject, heading: string, effect: Effect, result: Estimate): string {
  const { model } = subject;
  const filter = effect.tensors ?? (() => false);
  const terms = arithmetic(model.architecture, result, filter);
  const word = kindWord(terms.map(({ kind }) => kind));
  const isAll = bytesOf(result, filter) === result.bytes.total;
  const part = { head: word, bytes: (other: Estimate) => bytesOf(other, filter) };
  const total = { head: 'total', bytes: ({ bytes }: Estimate) => bytes.total };
  // Few paragraphs: each gap between them is room that the first look at a hover does not have.
  return paragraphs(
    heading,
    lines(dimensions(terms), termLines(terms)),
    contextTable(model, result.scenario, fewContexts(model, result.scenario), isAll ? [part] : [part, total]),
    lines(
      variationWords(subject, cacheMeasure(word, result, part.bytes)),
      omittedWords(subject, result),
      [footer(result), ...benchmarkLinks(terms)].join(' · '),
    ),
  );
}

/** One layer of the first kind that the key decides. */
function benchmarkLinks(terms: readonly Term[]): string[] {
  const term = terms.find(({ mixer }) => isBenchmarkable(mixer.kind));
  const layer = term?.layers[0];
  if (!term || layer === undefined) return [];
  return [actionLink(`Benchmark one ${shortName(term.mixer.kind)} layer`, { type: 'benchmark', layer })];
}

/** `12 full-attention layers · GQA: 16 query heads, 2 key/value heads of 256`, each kind once. */
function dimensions(terms: readonly Term[]): string {
  const groups = new Map(terms.map((term) => [term.mixer, term.layers.length]));
  const all = [...groups].map(
    ([mixer, count]) => `${layersOf(mixer.kind, count)} · ${mixerModule(mixer).describe(mixer)}`,
  );
  return lines(...all.slice(0, 3), all.length > 3 && `and ${all.length - 3} more kinds`);
}

function termLines(terms: readonly Term[]): string {
  const growing = terms.filter(({ bytesPerToken }) => bytesPerToken > 0);
  const perToken = growing.reduce((sum, term) => sum + term.bytesPerToken, 0);
  return lines(
    ...terms.slice(0, 4).map(termText),
    terms.length > 4 && `and ${terms.length - 4} more products`,
    growing.length > 1 && `together **${formatBytesPerToken(perToken)}**`,
  );
}

/** The effect on parameters, dtype or work alone: a line or two. */
function smallEffect(subject: Subject, effect: Effect, result: Estimate): (string | undefined)[] {
  const { model } = subject;
  const { architecture } = model;
  const count = countParameters(architecture);
  if (effect.dtype) {
    const weights = architecture.modelDtype && `Weights: ${describeWeights(weightsOf(model))}. `;
    return [`${weights ?? ''}Caches in ${result.cacheDtype} unless another dtype is chosen.`, footer(result)];
  }
  if (effect.parameters.size === 0 && !effect.active) {
    return ['Decides operations, not memory or parameters.', variationWords(subject, workMeasure(result))];
  }
  const isActiveOnly = effect.parameters.size === 0;
  return [
    isActiveOnly
      ? `A token touches ${formatParameters(count.active)} of ${formatParameters(count.total)} parameters.`
      : `Decides ${partWords(effect, architecture)}.`,
    variationWords(subject, {
      of: ({ architecture: other }) => countParameters(other)[isActiveOnly ? 'active' : 'total'],
      format: formatParameters,
      words: isActiveOnly ? 'active parameters' : 'parameters',
    }),
    'Caches and states stay as they are.',
  ];
}

/** `routed experts 77.3 B of 79.7 B parameters`. */
function partWords({ parameters }: Effect, architecture: Architecture): string {
  const parts = [...parameterParts(architecture)]
    .filter(([name]) => parameters.has(name))
    .map(([name, size]) => `${name} ${formatParameters(size)}`);
  const total = formatParameters(countParameters(architecture).total);
  return parts.length > 0
    ? `${parts.join(', ')} of ${total} parameters`
    : 'parameters that the model does not have now';
}

function cacheMeasure(word: string, { scenario }: Estimate, bytes: (result: Estimate) => number): Measure {
  return {
    of: ({ architecture }) => bytes(estimate(architecture, scenario)),
    format: formatBytes,
    words: `${word} ${contextWords(scenario)}`,
  };
}

function workMeasure({ scenario }: Estimate): Measure {
  return {
    of: ({ architecture: { layers } }) =>
      layers.reduce(
        (sum, { mixer }) => sum + mixerModule(mixer).decode(mixer, scenario.contextTokens).flops,
        0,
      ),
    format: formatFlops,
    words: `operations of the mixers per token of decode at ${formatCount(scenario.contextTokens)} tokens`,
  };
}
