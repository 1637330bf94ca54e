/** Phrases that lens, hover, hint and status share, so that one fact is always said in the same words. */
import type { Model } from '../analyse';
import type { Declined } from '../dialects/dialect';
import { formatBytes, formatCount, formatParameters } from '../format';
import type { ByteKind, Estimate } from '../memory/estimate';
import { countParameters, type ParameterCount } from '../memory/parameters';
import type { Scenario } from '../memory/scenario';
import { mixers, type MixerKind } from '../mixers/registry';
import { describePattern, findNearPeriod, hybridRatio, mixingKinds } from '../pattern';

/** Names that are shorter than what their papers call them, for lists where several stand side by side. */
const shortNames: Partial<Record<MixerKind, string>> = {
  sliding: 'sliding',
  mla: 'MLA',
  dsa: 'DSA',
  kda: 'KDA',
};

/** `full`, `Gated DeltaNet`, `MLA`. */
export function shortName(kind: MixerKind): string {
  return shortNames[kind] ?? mixers[kind].name.replace(/ attention$/i, '');
}

/** `12 full-attention layers`, `1 MLA layer`. */
export function layersOf(kind: MixerKind, count: number): string {
  const short = shortName(kind);
  const isAdjective = /^[a-z]/.test(short) && mixers[kind].name.endsWith(' attention');
  return `${formatCount(count)} ${short}${isAdjective ? '-attention' : ''} layer${count === 1 ? '' : 's'}`;
}

/** `(3 Gated DeltaNet + 1 full) × 12`, or `32 full-attention layers` where all are of one kind. */
export function patternWords({ architecture }: Model): string {
  const { text, counts } = describePattern(architecture.layers, shortName);
  const [only, ...others] = counts;
  return only && others.length === 0 ? layersOf(...only) : text;
}

/** `36 Gated DeltaNet, 12 full`. */
export function countWords(counts: ReadonlyMap<MixerKind, number>): string {
  return [...counts].map(([kind, count]) => `${formatCount(count)} ${shortName(kind)}`).join(', ');
}

/** `3:1 as published`, or `2:1; published is 3:1`, and how many layers break the period. */
export function ratioWords({ architecture, recognition }: Model): string | undefined {
  const kinds = mixingKinds(architecture.layers);
  const published = recognition.family.publishedRatio?.ratio;
  const ratio = hybridRatio(kinds);
  if (ratio === undefined) return published === undefined ? undefined : `published is ${published}`;
  // Of a model without a period, makers publish the ratio over all layers.
  if (published !== undefined && published !== ratio && published === wholeRatio(kinds))
    return `${published} as published`;
  const irregular = findNearPeriod(kinds)?.irregular.length ?? 0;
  const exceptions =
    irregular === 0 ? '' : ` but for ${irregular === 1 ? 'one layer' : `${irregular} layers`}`;
  if (published === undefined) return ratio + exceptions;
  return ratio === published
    ? `${ratio} as published${exceptions}`
    : `${ratio}${exceptions}; published is ${published}`;
}

/** Layers of bounded cost to those that see the whole context, of all layers, in lowest terms. */
function wholeRatio(kinds: readonly MixerKind[]): string {
  const counted = kinds.filter((kind) => mixers[kind].reach !== 'none');
  const global = counted.filter((kind) => mixers[kind].reach === 'global').length;
  const bounded = counted.length - global;
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  const divisor = common(bounded, global) || 1;
  return `${bounded / divisor}:${global / divisor}`;
}

/** `79.7 B parameters, 3.87 B active`. */
export function parameterWords(
  model: Model,
  count: ParameterCount = countParameters(model.architecture),
): string {
  const total = `${count.exact ? '' : 'about '}${formatParameters(count.total)} parameters`;
  return count.active === count.total ? total : `${total}, ${formatParameters(count.active)} active`;
}

/** What bytes are called, and which kinds go by one word. */
const cacheParts: readonly { readonly word: string; readonly kinds: readonly ByteKind[] }[] = [
  { word: 'KV', kinds: ['kv'] },
  { word: 'latent', kinds: ['latent'] },
  { word: 'index', kinds: ['index'] },
  { word: 'state', kinds: ['conv', 'recurrent'] },
  { word: 'padding', kinds: ['padding'] },
];

/** `KV 6.00 GiB + state 74.3 MiB`. */
export function cacheWords(bytes: Estimate['bytes']): string {
  const parts = cacheParts.flatMap(({ word, kinds }) => {
    const sum = kinds.reduce((total, kind) => total + bytes[kind], 0);
    return sum > 0 ? [`${word} ${formatBytes(sum)}`] : [];
  });
  return parts.join(' + ') || 'no cache';
}

/** The word for bytes of some kinds: `KV`, `state`, or `cache` for a mixture. */
export function kindWord(kinds: Iterable<ByteKind>): string {
  const all = [...kinds];
  const part = cacheParts.find((candidate) => all.every((kind) => candidate.kinds.includes(kind)));
  return part && all.length > 0 ? part.word : 'cache';
}

/** `at 262,144 tokens`, `at 8 × 4,096 tokens, per GPU of 2`. */
export function contextWords({ contextTokens, batch, tensorParallel }: Scenario): string {
  const sequences = batch === 1 ? '' : `${formatCount(batch)} × `;
  const gpus = tensorParallel === 1 ? '' : `, per GPU of ${tensorParallel}`;
  return `at ${sequences}${formatCount(contextTokens)} token${contextTokens === 1 ? '' : 's'}${gpus}`;
}

/** `bf16, transformers 5.18`. */
export function basisWords({ cacheDtype, engine }: Pick<Estimate, 'cacheDtype' | 'engine'>): string {
  return `${cacheDtype}, ${engine.name === 'theory' ? 'theory' : `${engine.name} ${engine.version}`}`;
}

/** `frobnicator9000 is not known to Layerwise; nothing is estimated. Nearest known: …` */
export function unknownWords(name: string | undefined, nearest: readonly string[]): string {
  if (name === undefined) return 'This config names no model type; nothing is estimated.';
  const near = nearest.length > 0 ? ` Nearest known: ${nearest.join(', ')}.` : '';
  return `${plain(name)} is not known to Layerwise; nothing is estimated.${near}`;
}

/** `Hugging Face generation config: it holds no architecture; nothing is estimated.` */
export function declinedWords({ what, reason }: Declined['declined']): string {
  return `${what}: ${reason}; nothing is estimated.`;
}

/** A name out of the user's file, short and without what Markdown or an editor would take for markup. */
export function plain(text: string): string {
  const clean = text.replace(/[^\p{L}\p{N} .,:/+-]/gu, (char) => (char === '_' ? char : ' '));
  return clean.length > 60 ? `${clean.slice(0, 60)}…` : clean;
}
