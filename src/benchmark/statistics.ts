import type { Ceilings, Spread } from './result';

/** Median and quartiles by linear interpolation (R's type 7). */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), q1: quantile(sorted, 0.25), q3: quantile(sorted, 0.75) };
}

function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return NaN;
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below]!;
  return low + ((sorted[below + 1] ?? low) - low) * (place - below);
}

/**
 * Milliseconds of stacks of 1, 2 and perhaps 3 times so many layers. The i-th runs of all stacks followed each other
 * directly, so what slowed one slowed the others.
 */
export interface Samples {
  /** Layers of the lowest stack. */
  readonly layers: number;
  readonly one: readonly number[];
  readonly two: readonly number[];
  readonly three?: readonly number[];
}

/** Time of one layer: what each stack takes longer than the one before it, pair by pair. */
export function slopes({ layers, one, two, three }: Samples): number[] {
  return one.map((time, index) =>
    three ? (three[index]! - time) / (2 * layers) : (two[index]! - time) / layers,
  );
}

/** Thresholds of acceptance (proposed in the feasibility study). */
export const limits = {
  /** Interquartile range ÷ median of each stack's times. */
  spread: 0.1,
  /** Difference between the first and the second layer's time, relative to the larger. */
  disagreement: 0.15,
  /** Faster than this share of a ceiling is no measurement. */
  ceiling: 1.1,
};

export interface Judgement {
  readonly milliseconds: Spread;
  readonly repetitions: number;
  readonly bytesPerSecond: number;
  readonly flopsPerSecond: number;
  readonly shareOfCeiling: number;
  readonly accepted: boolean;
  readonly reason: string | null;
}

/** Turns samples into numbers, and says whether they can be believed. */
export function judge(
  samples: Samples,
  work: { readonly bytesMoved: number; readonly flops: number },
  ceilings: Ceilings,
): Judgement {
  const milliseconds = spread(slopes(samples));
  const seconds = milliseconds.median / 1000;
  const bytesPerSecond = work.bytesMoved / seconds;
  const flopsPerSecond = work.flops / seconds;
  const share = Math.max(bytesPerSecond / ceilings.bytesPerSecond, flopsPerSecond / ceilings.flopsPerSecond);
  const reason = noise(samples) ?? inconsistency(samples) ?? aboveCeiling(milliseconds.median, share);
  return {
    milliseconds,
    repetitions: samples.one.length,
    bytesPerSecond,
    flopsPerSecond,
    shareOfCeiling: share,
    accepted: reason === null,
    reason,
  };
}

/** Times of one stack that scatter too much. */
export function noise(samples: Samples): string | null {
  for (const [layers, times] of stacks(samples)) {
    const { median, q1, q3 } = spread(times);
    const relative = (q3 - q1) / median;
    if (relative >= limits.spread) {
      return `noisy: the middle half of the times of ${layers} layer${layers === 1 ? '' : 's'} spans ${percent(relative)} of the median (limit ${percent(limits.spread)})`;
    }
  }
  return null;
}

/**
 * What comes second in a stack must take as long as what comes first, and the third as the second. Without a third, the
 * first's time is that of the lowest stack, which holds the fixed cost of a call as well: agreement then shows that it is
 * small.
 */
export function inconsistency(samples: Samples): string | null {
  const [one, two] = [spread(samples.one).median, spread(samples.two).median];
  const three = samples.three && spread(samples.three).median;
  const [first, second] = three === undefined ? [one, two - one] : [two - one, three - two];
  const difference = Math.abs(first - second) / Math.max(Math.abs(first), Math.abs(second));
  if (difference <= limits.disagreement) return null;
  const which = three === undefined ? 'first and second' : 'second and third';
  const what = samples.layers === 1 ? 'layer' : `${samples.layers} layers`;
  return `inconsistent: the ${which} ${what} differ by ${percent(difference)} (limit ${percent(limits.disagreement)})`;
}

function aboveCeiling(milliseconds: number, share: number): string | null {
  if (!(milliseconds > 0)) return 'inconsistent: more layers did not take longer';
  if (share <= limits.ceiling) return null;
  return `above the ceiling: ${percent(share)} of what this device reached in this run`;
}

function stacks({ layers, one, two, three }: Samples): [layers: number, times: readonly number[]][] {
  const times = [one, two, ...(three ? [three] : [])];
  return times.map((stack, index) => [(index + 1) * layers, stack]);
}

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

/** Whether the last three of some times lie within 5 % of each other: warm enough to start. */
export function settled(times: readonly number[]): boolean {
  if (times.length < 3) return false;
  const last = times.slice(-3);
  return Math.max(...last) <= Math.min(...last) * 1.05;
}
