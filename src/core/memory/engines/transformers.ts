import type { Engine } from './engine';
import { entries } from './growth';

/**
 * Hugging Face transformers with its default `DynamicCache` (5.18, `cache_utils.py`): windows keep window − 1
 * tokens, convolutions all k columns, recurrent states are float32 unless the mixer says otherwise, and latent
 * attention caches the latent. Every length here was measured: see test/fixtures/oracle.
 */
export const transformers: Engine = {
  name: 'transformers',
  version: '5.18',
  basis: 'the tensors that transformers holds in its DynamicCache between two tokens',
  length: (growth, contextTokens) =>
    entries(growth, contextTokens, {
      windowTokens: (window) => window - 1,
      columns: (kernel) => kernel,
    }),
  dtype: ({ dtype }, _mixer, { cache, model }) =>
    (({ cache, model, float32: 'fp32', int8: 'int8', int64: 'int64' }) as const)[dtype],
  keepsRepeatedHeads: true,
  assumptions: (mixers, { cache, model }) => {
    const assumptions: string[] = [];
    if (mixers.some(({ kind }) => kind === 'mla' || kind === 'dsa')) {
      assumptions.push(
        'latent attention keeps the latent; older versions cached the expanded keys and values',
      );
    }
    if (cache !== model) {
      assumptions.push(
        `a cache in ${cache} beside activations in ${model} needs a quantized cache, which transformers has for full attention only`,
      );
    }
    return assumptions;
  },
};
