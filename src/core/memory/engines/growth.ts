import type { Growth } from '../../mixers/state';

/**
 * Entries of a tensor at a context, where an engine keeps `windowTokens(w)` of a window of `w` tokens and
 * `columns(k)` of a convolution of width `k`.
 */
export function entries(
  growth: Growth,
  contextTokens: number,
  keeps: { readonly windowTokens: (window: number) => number; readonly columns: (kernel: number) => number },
): number {
  switch (growth.type) {
    case 'tokens':
      return contextTokens;
    case 'window':
      return Math.min(contextTokens, keeps.windowTokens(growth.tokens));
    case 'blocks':
      return Math.floor(contextTokens / growth.of);
    case 'remainder':
      return contextTokens % growth.of;
    case 'last-block':
      return contextTokens >= growth.of ? growth.of : 0;
    case 'convolution':
      return keeps.columns(growth.kernel);
    case 'constant':
      return 1;
  }
}
