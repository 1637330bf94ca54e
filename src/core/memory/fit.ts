import type { Architecture } from '../architecture';
import { mixerGroups } from './arithmetic';
import { mixerModule } from '../mixers/registry';
import { estimate } from './estimate';
import type { Scenario } from './scenario';

/** Contexts beyond this are of no use to anybody; bisection starts from here. */
const maximumTokens = 2 ** 40;

/**
 * The largest context per sequence up to which all contexts fit into a budget with their caches and states, exact to
 * the token. The budget is of
 * one GPU and for caches and states alone; whoever counts weights against it takes them off first.
 *
 * @returns `Infinity` where nothing grows beyond the budget, undefined where not even one token fits.
 */
export function largestContext(
  architecture: Architecture,
  scenario: Omit<Scenario, 'contextTokens'>,
  budgetBytes: number,
): number | undefined {
  const bytesAt = mostUpTo(cacheSize(architecture, scenario), unfinishedBlocks(architecture));
  if (bytesAt(1) > budgetBytes) return undefined;
  if (bytesAt(maximumTokens) <= budgetBytes) return Number.POSITIVE_INFINITY;
  let fits = 1;
  let tooMuch = maximumTokens;
  while (tooMuch - fits > 1) {
    const middle = Math.floor((fits + tooMuch) / 2);
    if (bytesAt(middle) <= budgetBytes) fits = middle;
    else tooMuch = middle;
  }
  return fits;
}

/** Total bytes as a function of the context: `estimate` of one layer of each kind, times their number. */
function cacheSize(
  architecture: Architecture,
  scenario: Omit<Scenario, 'contextTokens'>,
): (contextTokens: number) => number {
  const groups = mixerGroups(architecture);
  const oneOfEach = {
    ...architecture,
    layers: groups.flatMap(({ layers: [first = 0] }) => architecture.layers[first] ?? []),
  };
  return (contextTokens) =>
    estimate(oneOfEach, { ...scenario, contextTokens }).layers.reduce(
      (sum, { bytes }, index) => sum + bytes * groups[index]!.layers.length,
      0,
    );
}

/** Sizes of the blocks whose unfinished part is kept until they are whole, so that a longer context can take less. */
function unfinishedBlocks(architecture: Architecture): number[] {
  const sizes = mixerGroups(architecture)
    .flatMap(({ mixer }) => mixerModule(mixer).state(mixer))
    .flatMap(({ growth }) => (growth.type === 'remainder' ? [growth.of] : []));
  return [...new Set(sizes)];
}

/** The most that any context up to this one takes: at the context itself, or where one of the blocks was all but whole. */
function mostUpTo(
  bytesAt: (contextTokens: number) => number,
  blocks: readonly number[],
): (contextTokens: number) => number {
  return (contextTokens) => {
    const peaks = blocks
      .map((of) => Math.floor((contextTokens + 1) / of) * of - 1)
      .filter((peak) => peak > 0);
    return Math.max(...[contextTokens, ...peaks].map(bytesAt));
  };
}
