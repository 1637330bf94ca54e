/** A result as the panel draws it: kinds, curves, where they cross, rows. Pure, so that it can be tested without a page. */
import type { LayerResult, Spread } from '../../benchmark/result';
import { duration, providerNames, rate } from '../../benchmark/units';
import { formatCount } from '../../core/format';
import type { RunView } from '../protocol';

export type Phase = LayerResult['phase'];

/** One layer of the run. Its place in the list decides its colour and dash. */
export interface Subject {
  readonly layer: number;
  readonly name: string;
}

export interface Point {
  readonly tokens: number;
  readonly milliseconds: Spread;
  readonly accepted: boolean;
}

export interface Curve {
  readonly subject: Subject;
  /** By tokens, ascending; what was not measured is left out. */
  readonly points: readonly Point[];
}

/** Between two measured lengths, the one curve passes the other. */
export interface Crossing {
  /** The faster one beyond. */
  readonly faster: Subject;
  readonly slower: Subject;
  readonly tokens: number;
  readonly milliseconds: number;
  readonly between: readonly [number, number];
  /** Why it may not be so, as a sentence; empty where the measurements beside it are accepted and lie apart. */
  readonly doubt: string;
}

export interface Row {
  readonly subject: Subject;
  readonly tokens: string;
  readonly median: string;
  readonly quartiles: string;
  readonly bytesPerSecond: string;
  readonly flopsPerSecond: string;
  readonly share: string;
  /** `yes`, `no` or `not measured`. */
  readonly verdict: string;
  /** Why it is not accepted; undefined where it is. */
  readonly reason: string | undefined;
}

export interface PhaseModel {
  readonly phase: Phase;
  readonly curves: readonly Curve[];
  readonly crossings: readonly Crossing[];
  /** What the curves say, in sentences. */
  readonly words: readonly string[];
  readonly rows: readonly Row[];
}

export interface Model {
  readonly subjects: readonly Subject[];
  /** `WebGPU · NVIDIA H200 (probable) · fp16`. */
  readonly where: string;
  /** Why it is the CPU although a GPU was asked for. */
  readonly cpuOnly: string | undefined;
  /** Lengths with a decode time, ascending. */
  readonly contexts: readonly number[];
  readonly phases: readonly PhaseModel[];
}

export function buildModel({ result, names }: RunView): Model {
  const subjects = subjectsOf(result.results, names);
  const phases = (['decode', 'prefill'] as const).flatMap((phase) => {
    const results = result.results.filter((one) => one.phase === phase);
    return results.length > 0 ? [phaseModel(phase, results, subjects)] : [];
  });
  const decode = phases.find(({ phase }) => phase === 'decode');
  const measured = decode?.curves.flatMap(({ points }) => points.map(({ tokens }) => tokens)) ?? [];
  return {
    subjects,
    where: whereWords(result),
    cpuOnly: result.notes.find((note) => note.startsWith('CPU only')),
    contexts: [...new Set(measured)].sort((a, b) => a - b),
    phases,
  };
}

export function whereWords({ device, dtype }: Pick<RunView['result'], 'device' | 'dtype'>): string {
  const { provider, name, probable } = device;
  return `${providerNames[provider]} · ${name}${probable ? ' (probable)' : ''} · ${dtype}`;
}

function subjectsOf(results: readonly LayerResult[], names: RunView['names']): Subject[] {
  const byLayer = new Map(results.map(({ layer, mixer }) => [layer, names[mixer] ?? mixer]));
  return [...byLayer].map(([layer, name]) => ({ layer, name }));
}

function phaseModel(phase: Phase, results: readonly LayerResult[], subjects: readonly Subject[]): PhaseModel {
  const curves = subjects.map((subject) => ({
    subject,
    points: pointsOf(results.filter(({ layer }) => layer === subject.layer)),
  }));
  const crossings = pairs(curves).flatMap(([one, other]) => crossingsOf(one, other));
  return {
    phase,
    curves,
    crossings,
    words: pairs(curves).flatMap(([one, other]) => comparison(one, other, crossings)),
    rows: results.map((given) =>
      rowOf(
        given,
        subjects.find(({ layer }) => layer === given.layer)!,
      ),
    ),
  };
}

function pointsOf(results: readonly LayerResult[]): Point[] {
  return results
    .flatMap(({ contextTokens, milliseconds, accepted }) =>
      // What took no time or less can't be drawn, nor be believed.
      milliseconds && milliseconds.median > 0 ? [{ tokens: contextTokens, milliseconds, accepted }] : [],
    )
    .sort((a, b) => a.tokens - b.tokens);
}

// ── Crossover ──────────────────────────────────────────────────────────────────────────────────────────────────────

interface Pair {
  readonly tokens: number;
  readonly one: Point;
  readonly other: Point;
}

/** Where two curves cross, as straight lines over the logarithms of tokens and time. */
export function crossingsOf(one: Curve, other: Curve): Crossing[] {
  const shared = sharedPoints(one, other);
  return shared.slice(1).flatMap((right, index) => {
    const left = shared[index]!;
    const before = lead(left);
    const after = lead(right);
    if (before * after >= 0) return [];
    const share = before / (before - after);
    const [faster, slower] = after > 0 ? [one.subject, other.subject] : [other.subject, one.subject];
    return [
      {
        faster,
        slower,
        tokens: between(left.tokens, right.tokens, share),
        milliseconds: between(left.one.milliseconds.median, right.one.milliseconds.median, share),
        between: [left.tokens, right.tokens] as const,
        doubt: doubtOf([left, right]),
      },
    ];
  });
}

function sharedPoints(one: Curve, other: Curve): Pair[] {
  return one.points.flatMap((point) => {
    const match = other.points.find(({ tokens }) => tokens === point.tokens);
    return match ? [{ tokens: point.tokens, one: point, other: match }] : [];
  });
}

/** Positive where the first is the faster one. */
const lead = ({ one, other }: Pair): number =>
  Math.log(other.milliseconds.median) - Math.log(one.milliseconds.median);

/** Geometric: half-way between 1 and 100 is 10. */
const between = (low: number, high: number, share: number): number => low * (high / low) ** share;

/** What keeps the order of two curves from being certain. */
function doubtOf(pairs: readonly Pair[]): string {
  if (pairs.some(({ one, other }) => !one.accepted || !other.accepted)) {
    return ' Not all of these times were accepted.';
  }
  return pairs.every(isClear) ? '' : ' Some of these times lie too close together to be sure.';
}

/** Whether the middle halves of both lie apart. */
function isClear({ one: { milliseconds: one }, other: { milliseconds: other } }: Pair): boolean {
  return one.q3 < other.q1 || other.q3 < one.q1;
}

/** Which of two is faster, and from where on. */
function comparison(one: Curve, other: Curve, crossings: readonly Crossing[]): string[] {
  const shared = sharedPoints(one, other);
  if (shared.length === 0) return [];
  const between = [one.subject, other.subject];
  const own = crossings.filter(({ faster, slower }) => between.includes(faster) && between.includes(slower));
  if (own.length > 0) return own.map(crossingWords);
  return [noCrossingWords(one.subject, other.subject, shared)];
}

function crossingWords({ faster, slower, tokens, between: [low, high], doubt }: Crossing): string {
  return `${capital(faster.name)} is faster than ${slower.name} from about ${roughly(tokens)} tokens on (between the measured ${formatCount(low)} and ${formatCount(high)}).${doubt}`;
}

function noCrossingWords(one: Subject, other: Subject, shared: readonly Pair[]): string {
  const sum = shared.reduce((total, pair) => total + lead(pair), 0);
  const [faster, slower] = sum >= 0 ? [one, other] : [other, one];
  const factor = (pair: Pair): string =>
    `${Math.exp(Math.abs(lead(pair))).toFixed(1)} times at ${formatCount(pair.tokens)}`;
  const [first, last] = [shared[0]!, shared.at(-1)!];
  const factors = first === last ? factor(first) : `${factor(first)}, ${factor(last)} tokens`;
  return `${capital(faster.name)} is faster than ${slower.name} at every measured length: ${factors}. They don’t cross.${doubtOf(shared)}`;
}

/** `1,200`: two digits are all that a point between two measurements is good for. */
export function roughly(tokens: number): string {
  return formatCount(Number(tokens.toPrecision(2)));
}

// ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function rowOf(given: LayerResult, subject: Subject): Row {
  const { milliseconds: time, bytesPerSecond, flopsPerSecond, shareOfCeiling, accepted, reason } = given;
  return {
    subject,
    tokens: formatCount(given.contextTokens),
    median: time ? duration(time.median) : '–',
    quartiles: time ? quartileWords(time) : '–',
    bytesPerSecond: bytesPerSecond === null ? '–' : rate(bytesPerSecond, 'B/s'),
    flopsPerSecond: flopsPerSecond === null ? '–' : rate(flopsPerSecond, 'FLOP/s'),
    share: shareOfCeiling === null ? '–' : `${Math.round(shareOfCeiling * 100)} %`,
    verdict: accepted ? 'yes' : time ? 'no' : 'not measured',
    reason: accepted ? undefined : (reason ?? 'no reason was given'),
  };
}

/** `118 – 125 µs`; the unit once where it is the same. */
export function quartileWords({ q1, q3 }: Spread): string {
  const [low, high] = [duration(q1), duration(q3)];
  const [, unit] = high.split(' ');
  return low.endsWith(` ${unit}`) ? `${low.split(' ')[0]} – ${high}` : `${low} – ${high}`;
}

// ── Large numbers ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface Headline {
  readonly subject: Subject;
  readonly value: string;
  readonly unit: string;
  /** Half of all repetitions lie in it. */
  readonly spread: string;
  readonly accepted: boolean;
}

/** Decode time of each kind at one context. */
export function headlines({ phases }: Model, contextTokens: number): Headline[] {
  const decode = phases.find(({ phase }) => phase === 'decode');
  return (decode?.curves ?? []).flatMap(({ subject, points }) => {
    const point = points.find(({ tokens }) => tokens === contextTokens);
    if (!point) return [];
    const [value = '', unit = ''] = duration(point.milliseconds.median).split(' ');
    return [{ subject, value, unit, spread: quartileWords(point.milliseconds), accepted: point.accepted }];
  });
}

// ── Small things ───────────────────────────────────────────────────────────────────────────────────────────────────

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other): [T, T] => [one, other]));
}

/** A name where a sentence or a label starts. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Round values of a logarithmic axis between two bounds, as many as there are of up to `count`. */
export function logTicks(low: number, high: number, count = 6): number[] {
  if (!(low > 0) || !(high > low)) return [];
  for (const steps of [[1, 1.5, 2, 3, 4, 5, 6, 8], [1, 2, 5], [1, 3], [1]]) {
    const ticks: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      ticks.push(...steps.map((step) => Number(`${step}e${power}`)));
    }
    const inside = ticks.filter((tick) => tick >= low && tick <= high);
    if (inside.length <= count) return inside;
  }
  return [];
}
