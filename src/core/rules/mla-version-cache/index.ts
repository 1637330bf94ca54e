import { stringValue } from '../../document/node';
import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { latentAttention } from '../support';

export const mlaVersionCache = modelRule({
  name: 'mla-version-cache',
  severity: 'hint',
  summary: 'The release that wrote the file caches the latent that is estimated.',
  check(model) {
    const written = model.recognition.config.rootField('transformers_version');
    const version = stringValue(written?.node);
    const latent = latentAttention(model);
    if (!latent || !written || !version?.startsWith('4.')) return [];
    const { heads, keyValueRank, nopeDim, ropeDim, valueDim } = latent;
    const kept = keyValueRank + ropeDim;
    const expanded = heads * (nopeDim + ropeDim + valueDim);
    if (expanded <= kept) return [];
    return [
      {
        pointer: written.pointer,
        message: `transformers ${version}, which wrote this file, caches keys and values of all heads, ${formatCount(expanded)} numbers per token and layer. Estimates are of 5.18, which caches the latent of ${formatCount(kept)}: ${formatCount(Math.round(expanded / kept))} times less.`,
      },
    ];
  },
});
