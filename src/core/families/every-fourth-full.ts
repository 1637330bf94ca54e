import type { PatternRule } from './decoder-family';

/** Full attention in layers 0, 4, 8 …, sliding in the others: the opposite phase of most families. */
export const firstOfFourFull = (): PatternRule => ({
  type: (index) => (index % 4 === 0 ? 'full_attention' : 'sliding_attention'),
});
