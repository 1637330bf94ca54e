import type { Architecture } from '../architecture';
import { countParameters } from '../memory/parameters';

/** Parameters by what they are part of, in words: `embedding`, `routed experts`, `vision tower`. Empty parts are left out. */
export function parameterParts(architecture: Architecture): ReadonlyMap<string, number> {
  const count = countParameters(architecture);
  const own = architecture.parts.filter(({ name }) => !isNorm(name));
  const towers = own.reduce((sum, { parameters }) => sum + parameters, 0);
  const parts: readonly (readonly [string, number])[] = [
    ['embedding', count.embedding],
    ['head', count.head],
    ['mixers', count.mixers],
    ['routed experts', count.routedExperts],
    [
      count.routedExperts > 0 ? 'other feed-forward' : 'feed-forward',
      count.feedForwards - count.routedExperts,
    ],
    ...own.map(({ name, parameters }) => [name, parameters] as const),
    ['norms and other', count.other - towers],
  ];
  return new Map(parts.filter(([, parameters]) => parameters > 0));
}

const isNorm = (name: string): boolean => name.endsWith('norm');
