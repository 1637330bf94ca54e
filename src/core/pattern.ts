/** The order of mixers in a model: its period, its ratio, and the layers that break it. */
import type { Layer } from './architecture';
import { mixers, type MixerKind } from './mixers/registry';

export interface Run<T> {
  readonly value: T;
  readonly start: number;
  readonly length: number;
}

/** Consecutive equal values as runs. */
export function runs<T>(values: readonly T[]): Run<T>[] {
  const result: { value: T; start: number; length: number }[] = [];
  for (const [index, value] of values.entries()) {
    const last = result.at(-1);
    if (last && last.value === value) last.length++;
    else result.push({ value, start: index, length: 1 });
  }
  return result;
}

/** A sequence as a unit that repeats, and what is left over at the end: the start of one more unit. */
export interface Period<T> {
  readonly unit: readonly T[];
  readonly repeats: number;
  readonly rest: readonly T[];
}

/** The shortest unit that builds the whole sequence, at least twice; undefined where there is none. Linear in time. */
export function findPeriod<T>(values: readonly T[]): Period<T> | undefined {
  const length = values.length - longestBorder(values);
  if (values.length === 0 || length * 2 > values.length) return undefined;
  const repeats = Math.floor(values.length / length);
  return { unit: values.slice(0, length), repeats, rest: values.slice(repeats * length) };
}

/** Length of the longest proper prefix that is a suffix as well (Knuth, Morris, Pratt): the rest is the shortest period. */
function longestBorder(values: readonly unknown[]): number {
  const borders = [0];
  let border = 0;
  for (let index = 1; index < values.length; index++) {
    while (border > 0 && values[index] !== values[border]) border = borders[border - 1]!;
    if (values[index] === values[border]) border++;
    borders.push(border);
  }
  return border;
}

/** A sequence that would be periodic but for a few entries. */
export interface NearPeriod<T> {
  readonly unit: readonly T[];
  readonly irregular: readonly { readonly index: number; readonly expected: T }[];
}

/** Longest unit that is looked for in a sequence that is not quite periodic. */
const maximumNearUnit = 64;

/**
 * The shortest unit that explains all but at most one in eight of a non-periodic sequence, with the exceptions.
 * The unit must hold more than one value, or any sequence with a lone exception would count.
 */
export function findNearPeriod<T>(values: readonly T[]): NearPeriod<T> | undefined {
  if (values.length < 8 || findPeriod(values)) return undefined;
  const distinct = [...new Set(values)];
  if (distinct.length > maximumNearUnit) return undefined;
  const codes = values.map((value) => distinct.indexOf(value));
  for (let length = 2; length * 3 <= values.length && length <= maximumNearUnit; length++) {
    const unit = mostFrequentByPhase(codes, distinct.length, length);
    if (new Set(unit).size < 2) continue;
    // Counted before it is listed: most lengths fail, and a list of thousands would be made for each.
    const misses = codes.reduce((sum, code, index) => sum + Number(code !== unit[index % length]), 0);
    if (misses * 8 > values.length) continue;
    const irregular = codes.flatMap((code, index) => {
      const expected = unit[index % length]!;
      return code === expected ? [] : [{ index, expected: distinct[expected]! }];
    });
    return { unit: unit.map((code) => distinct[code]!), irregular };
  }
  return undefined;
}

/** How a list becomes one of another length: entries put in at `index`, or entries from `index` on taken out. */
export type Resize<T> =
  | {
      readonly type: 'insert';
      readonly index: number;
      readonly values: readonly T[];
      readonly result: readonly T[];
    }
  | {
      readonly type: 'remove';
      readonly index: number;
      readonly count: number;
      readonly result: readonly T[];
    };

/**
 * Finds the one gap (or surplus) that keeps a list from the length `length` of a regular pattern. The patterns tried
 * are the given ones, then every unit that the list itself starts or ends with. Undefined where none fits.
 */
export function restorePattern<T>(
  list: readonly T[],
  length: number,
  patterns: readonly (readonly T[])[] = [],
): Resize<T> | undefined {
  for (const wanted of [
    ...patterns.filter((pattern) => pattern.length === length),
    ...ownPatterns(list, length),
  ]) {
    const resize = singleChange(list, wanted);
    if (resize) return resize;
  }
  return undefined;
}

function* ownPatterns<T>(list: readonly T[], length: number): Generator<readonly T[]> {
  for (let unit = 1; unit <= Math.min(list.length, length / 2, 64); unit++) {
    yield Array.from({ length }, (_, index) => list[index % unit]!);
    // The same from the end, where the gap is in the first unit.
    yield Array.from({ length }, (_, index) => list[list.length - 1 - ((length - 1 - index) % unit)]!);
  }
}

/** The shorter of the two sequences must be the longer one less one consecutive stretch. */
function singleChange<T>(list: readonly T[], wanted: readonly T[]): Resize<T> | undefined {
  const [short, long] = list.length < wanted.length ? [list, wanted] : [wanted, list];
  const gap = long.length - short.length;
  let prefix = 0;
  while (prefix < short.length && short[prefix] === long[prefix]) prefix++;
  const restMatches = short.slice(prefix).every((value, index) => value === long[prefix + gap + index]);
  if (gap === 0 || !restMatches) return undefined;
  return short === list
    ? { type: 'insert', index: prefix, values: wanted.slice(prefix, prefix + gap), result: wanted }
    : { type: 'remove', index: prefix, count: gap, result: wanted };
}

/** The code that stands most often at each place of a unit of `length`; of equals the one that is met first. */
function mostFrequentByPhase(codes: readonly number[], kinds: number, length: number): number[] {
  const counts = new Uint32Array(length * kinds);
  for (const [index, code] of codes.entries()) counts[(index % length) * kinds + code]!++;
  return Array.from({ length }, (_, phase) => {
    const count = counts.subarray(phase * kinds, (phase + 1) * kinds);
    return count.indexOf(Math.max(...count));
  });
}

export interface LayerPattern {
  /** `(3 gated-deltanet + 1 full) × 12`, in the names that `nameOf` gives. */
  readonly text: string;
  /** Layers of bounded cost to layers that see the whole context, `3:1`; undefined where one of them is absent. */
  readonly ratio: string | undefined;
  readonly counts: ReadonlyMap<MixerKind, number>;
}

/** The pattern of a model's mixers; blocks without a mixer are left out, as ratios are counted over mixers only. */
export function describePattern(
  layers: readonly Layer[],
  nameOf: (kind: MixerKind) => string = (kind) => kind,
): LayerPattern {
  const kinds = mixingKinds(layers);
  const counts = new Map<MixerKind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return { text: patternText(kinds, nameOf), ratio: hybridRatio(kinds), counts };
}

export function mixingKinds(layers: readonly Layer[]): MixerKind[] {
  return layers.map(({ mixer }) => mixer.kind).filter((kind) => kind !== 'none');
}

function patternText(kinds: readonly MixerKind[], nameOf: (kind: MixerKind) => string): string {
  const list = (values: readonly MixerKind[]): string =>
    runs(values)
      .map((run) => `${run.length} ${nameOf(run.value)}`)
      .join(' + ');
  const period = findPeriod(kinds);
  if (period && period.unit.length === 1) return list(kinds);
  if (period) {
    const unit = `(${list(period.unit)}) × ${period.repeats}`;
    return period.rest.length > 0 ? `${unit} + ${list(period.rest)}` : unit;
  }
  // Without a period the counts say more than a long list of runs.
  if (runs(kinds).length <= 4) return list(kinds);
  const counts = new Map<MixerKind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${nameOf(kind)}`).join(' + ');
}

/**
 * Of one period where there is one (a cut-off tail does not spoil `3:1`), else of all layers, in lowest terms. Layers
 * that read another layer's keys, or an image, are on neither side.
 */
export function hybridRatio(all: readonly MixerKind[]): string | undefined {
  const kinds = all.filter((kind) => mixers[kind].reach !== 'none');
  const period = findPeriod(kinds);
  const counted = period ? period.unit : (findNearPeriod(kinds)?.unit ?? kinds);
  const global = counted.filter((kind) => mixers[kind].reach === 'global').length;
  const bounded = counted.length - global;
  if (global === 0 || bounded === 0) return undefined;
  const divisor = greatestCommonDivisor(bounded, global);
  return `${bounded / divisor}:${global / divisor}`;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
