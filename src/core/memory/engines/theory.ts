import type { Engine } from './engine';
import { entries } from './growth';

/** What the next token needs and nothing else. */
export const theory: Engine = {
  name: 'theory',
  version: '1',
  basis: 'what the next token needs and nothing else, all of it in the cache dtype',
  length: (growth, contextTokens) =>
    entries(growth, contextTokens, {
      windowTokens: (window) => window - 1,
      columns: (kernel) => kernel - 1,
    }),
  dtype: ({ dtype }, _mixer, { cache }) => (dtype === 'int64' ? dtype : cache),
  assumptions: (mixers) =>
    mixers.some(({ kind }) => kind === 'mla' || kind === 'dsa')
      ? ['latent attention keeps the latent, not keys and values']
      : [],
};
