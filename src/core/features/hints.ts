import { estimateBlocker, type Analysis, type Model } from '../analyse';
import { isArray, type Member, type Range } from '../document/node';
import { joinPointer, locate } from '../document/pointer';
import { formatBytes, formatBytesPerToken, formatCount, formatParameters } from '../format';
import { arithmetic, type Term } from '../memory/arithmetic';
import { estimate, type Estimate } from '../memory/estimate';
import { countParameters } from '../memory/parameters';
import { mixers, type MixerKind } from '../mixers/registry';
import { describePattern, runs } from '../pattern';
import { effectOf, type Effect } from './effect';
import { layerLists, type LayerList } from './layer-lists';
import { perTokenText, wholeText } from './terms';
import { scenarioOf, type View } from './view';
import { basisWords, cacheWords, contextWords, patternWords, ratioWords, shortName } from './words';

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  /** Markdown, the arithmetic. */
  readonly tooltip: string;
  readonly side: 'before' | 'after';
}

/** The few hints that stand by the fields that decide memory; with `within`, only those inside it. */
export function inlayHints(analysis: Analysis, view: View, within?: Range): InlayHint[] {
  const { model } = analysis;
  if (!model || estimateBlocker(model) !== undefined) return [];
  const place = {
    analysis,
    model,
    result: estimate(model.architecture, scenarioOf(model, view)),
    isVisible: (offset: number) => !within || (within.start <= offset && offset <= within.end),
  };
  const hints = [totalHint(place), ...sizeHints(place), ...patternHints(place), ...layerHints(place)];
  return hints
    .filter((hint) => hint !== undefined)
    .filter(({ offset }) => place.isVisible(offset))
    .toSorted((a, b) => a.offset - b.offset);
}

interface Place {
  readonly analysis: Analysis;
  readonly model: Model;
  readonly result: Estimate;
  readonly isVisible: (offset: number) => boolean;
}

/** The total, by the longest context: `6.07 GiB`; with the context where another one was chosen. */
function totalHint({ model, result }: Place): InlayHint | undefined {
  const member = memberOf(model, 'max_position_embeddings');
  if (!member) return undefined;
  const { scenario } = result;
  const isOwn = scenario.contextTokens === model.architecture.maximumContextTokens && scenario.batch === 1;
  return after(
    member.value.range,
    isOwn ? formatBytes(result.bytes.total) : `${formatBytes(result.bytes.total)} ${contextWords(scenario)}`,
    `${cacheWords(result.bytes)} ${contextWords(scenario)} (${basisWords(result)})`,
  );
}

/** A key whose value may decide a size, and the hint it then gets. The first key of a list that does is taken. */
interface Candidate {
  /** As users write it, in any dialect. */
  readonly keys: RegExp;
  /** Canonical names, for dialects that spell them otherwise. */
  readonly names?: readonly string[];
  readonly hint: (place: Place, effect: Effect) => { label: string; tooltip: string } | undefined;
}

const candidates: readonly Candidate[] = [
  {
    keys: /^(?:num_key_value_heads|num_kv_heads|kv_lora_rank)$/,
    names: ['num_key_value_heads'],
    hint: growthHint,
  },
  { keys: /window|chunk_size/, hint: windowHint },
  { keys: /value_heads$|^(?!.*key).*(?:num_heads|n_heads|attention_heads)$/, hint: stateHint },
  { keys: /state|d_inner/, hint: stateHint },
  { keys: /^(?:num|n)_(?!.*shared).*experts$/, names: ['num_experts'], hint: expertsHint },
];

/** At most one hint of a kind: multi-head attention without key/value heads has its growth by its heads. */
function* sizeHints(place: Place): Generator<InlayHint> {
  const shown = new Set<Candidate['hint']>();
  const members = numericMembers(place.model);
  const queryHeads: Candidate = {
    keys: /^num_attention_heads$/,
    names: ['num_attention_heads'],
    hint: growthHint,
  };
  for (const { keys, names = [], hint } of [...candidates, queryHeads]) {
    const own = new Set(names.map((name) => place.model.fields.pointer(name)));
    for (const { member, pointer } of members) {
      if (shown.has(hint) || !(keys.test(member.key) || own.has(pointer))) continue;
      const effect = effectOf(place.analysis, place.model, pointer, member.value);
      const content = effect && hint(place, effect);
      if (!content) continue;
      shown.add(hint);
      yield after(member.value.range, content.label, content.tooltip);
    }
  }
}

function growthHint({ model, result }: Place, { tensors, structure }: Effect) {
  if (!tensors || structure) return undefined;
  const terms = arithmetic(model.architecture, result, tensors).filter((term) => term.bytesPerToken > 0);
  const perToken = sum(terms.map((term) => term.bytesPerToken));
  return perToken > 0
    ? {
        label: formatBytesPerToken(perToken).replace(' per token', '/token'),
        tooltip: lines(terms, perTokenText),
      }
    : undefined;
}

/** Caches that stop growing when the window is full. */
function windowHint({ model, result }: Place, { tensors }: Effect) {
  const terms = arithmetic(model.architecture, result, tensors).filter(
    ({ kind, bytesPerToken }) => kind === 'kv' && bytesPerToken === 0,
  );
  const bytes = sum(terms.map((term) => term.bytes));
  return tensors && bytes > 0
    ? { label: `window ${formatBytes(bytes)}`, tooltip: lines(terms, wholeText) }
    : undefined;
}

/** The recurrent state, which is the same at any length. */
function stateHint({ model, result }: Place, { tensors, structure }: Effect) {
  if (!tensors || structure) return undefined;
  const terms = arithmetic(model.architecture, result, tensors).filter(({ kind }) => kind === 'recurrent');
  const bytes = sum(terms.map((term) => term.bytes));
  return bytes > 0 ? { label: `state ${formatBytes(bytes)}`, tooltip: lines(terms, wholeText) } : undefined;
}

function expertsHint({ model }: Place, { parameters }: Effect) {
  if (!parameters.has('routed experts')) return undefined;
  const { routedExperts, total, active } = countParameters(model.architecture);
  return {
    label: `${formatParameters(routedExperts)} of ${formatParameters(total)} parameters`,
    tooltip: `${formatCount(routedExperts)} of ${formatCount(total)} parameters are routed experts; a token touches ${formatParameters(active)} in all.`,
  };
}

/** The pattern in letters, where a list begins or by the number that rules it: `(3 G + 1 F) × 12`. */
function patternHints({ model }: Place): InlayHint[] {
  const { layers } = model.architecture;
  const { text, counts } = describePattern(layers, (kind) => mixers[kind].glyph);
  const lists = layerLists(model);
  const tooltip = [patternWords(model), ratioWords(model)].filter((words) => words !== undefined).join(' · ');
  if (lists.length > 0) {
    return lists
      .filter((list) => list.layers.length === layers.length)
      .map(({ node }) => {
        const { start, end } = node.range;
        const isFlow = model.recognition.config.document.text[start] === '[';
        // Behind the bracket that opens a list; a list in block style has none, and its key's colon comes before it.
        const offset = isArray(node) ? (isFlow ? start + 1 : endOfKeyLine(model, start)) : end;
        return { offset, label: text, tooltip, side: 'after' as const };
      });
  }
  const [first] = layers;
  const rule = first && locate(model.recognition.config.document.root, first.pointer);
  return counts.size > 1 && rule?.member ? [after(rule.member.value.range, text, tooltip)] : [];
}

/** Each run of equal layers, by the entry that starts it: `0–2 Gated DeltaNet · 6.19 MiB`. */
function* layerHints({ model, result, isVisible }: Place): Generator<InlayHint> {
  const { text } = model.recognition.config.document;
  for (const list of layerLists(model)) {
    const { node, layers } = list;
    if (!isArray(node) || isOnOneLine(text, node.range)) continue;
    // Layers of one kind are a run as long as they follow on one another: lists of layer numbers have gaps.
    for (const { start, length } of runs(
      layers.map(({ mixer, index }, at) => `${mixer.kind} ${index - at}`),
    )) {
      const [first, last] = [layers[start]!, layers[start + length - 1]!];
      const { kind } = first.mixer;
      const range = itemRange(list, first.pointer);
      if (!range || !isVisible(range.end)) continue;
      const run = layers.slice(start, start + length);
      const bytes = sum(run.map(({ index }) => result.layers[index]?.bytes ?? 0));
      const numbers = length === 1 ? `${first.index}` : `${first.index}–${last.index}`;
      yield after(
        range,
        `${numbers} ${shortName(kind)} · ${formatBytes(bytes)}`,
        runTooltip(kind, bytes, result),
      );
    }
  }
}

function runTooltip(kind: MixerKind, bytes: number, result: Estimate): string {
  const where = `${contextWords(result.scenario)} (${basisWords(result)})`;
  return `${mixers[kind].summary}\n\n${formatCount(bytes)} B ${where}`;
}

function itemRange({ node, pointer }: LayerList, layer: string): Range | undefined {
  const index = Number(layer.slice(pointer.length + 1));
  return isArray(node) ? node.items[index]?.range : undefined;
}

function isOnOneLine(text: string, { start, end }: Range): boolean {
  const newline = text.indexOf('\n', start);
  return newline === -1 || newline >= end;
}

/** The end of the last line before an offset that holds anything. */
function endOfKeyLine(model: Model, offset: number): number {
  return model.recognition.config.document.text.slice(0, offset).trimEnd().length;
}

/** The numbers of the text model's config and of the objects right in it. Nothing deeper is looked at. */
function numericMembers({ recognition: { config } }: Model) {
  const numbers: { member: Member; pointer: string }[] = [];
  const collect = (pointer: string, depth: number): void => {
    const node = locate(config.document.root, pointer)?.node;
    if (node?.type !== 'object') return;
    for (const member of node.members.values()) {
      const inner = joinPointer(pointer, member.key);
      const { value } = member;
      if (value.type === 'scalar' && typeof value.value === 'number')
        numbers.push({ member, pointer: inner });
      else if (depth > 0 && value.type === 'object') collect(inner, depth - 1);
    }
  };
  collect(config.base, 1);
  return numbers;
}

function memberOf(model: Model, name: string): Member | undefined {
  return locate(model.recognition.config.document.root, model.fields.pointer(name))?.member;
}

function after({ end }: Range, text: string, tooltip: string): InlayHint {
  return { offset: end, label: text, tooltip, side: 'after' };
}

function lines(terms: readonly Term[], text: (term: Term) => string): string {
  return terms.map(text).join('\n\n');
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
