import type { Architecture } from '../architecture';
import { sizeByContext } from './estimate';
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
  const size = sizeByContext(architecture, scenario);
  const bytesAt = (contextTokens: number): number =>
    Math.max(...[contextTokens, ...size.peaks(contextTokens)].map((tokens) => size.bytesAt(tokens)));
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
