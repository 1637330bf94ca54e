import { formatBytes } from '../../format';
import { mixers } from '../../mixers/registry';
import { countPointer, pagesRule } from '../serving-support';

export const pageNotDivisible = pagesRule({
  name: 'page-not-divisible',
  severity: 'warning',
  summary: 'Pages of all kinds of attention divide the largest.',
  check(model, pages) {
    const [spec] = pages.indivisible;
    if (pages.pageBytes === undefined || !spec) return [];
    const lost = (100 * (1 - spec.filledBytes / pages.pageBytes)).toFixed(0);
    return [
      {
        pointer: countPointer(model, ['num_hidden_layers'], model.architecture.layers.length),
        message: `A page of ${mixers[spec.mixerKind].name} fills ${formatBytes(spec.filledBytes)}, which does not divide the largest page of ${formatBytes(pages.pageBytes)}. vLLM before June 2026 refuses to start ("Cannot unify by adjusting block_size"), later versions lose ${lost} % of each such page.`,
      },
    ];
  },
});
