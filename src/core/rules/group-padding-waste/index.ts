import { formatCount } from '../../format';
import { missingLayers } from '../../memory/engines/paging';
import { mixers } from '../../mixers/registry';
import { countPointer, pagesRule } from '../serving-support';

export const groupPaddingWaste = pagesRule({
  name: 'group-padding-waste',
  severity: 'information',
  summary: 'Layers fill the groups in which vLLM keeps their caches.',
  check(model, pages) {
    if (pages.pageBytes === undefined) return [];
    const short = pages.specs.filter((spec) => missingLayers(spec, pages) > 0);
    if (short.length === 0) return [];
    const words = short.map((spec) => {
      const missing = missingLayers(spec, pages);
      const percent = ((100 * missing) / spec.layers).toFixed(0);
      return `${formatCount(spec.layers)} layers of ${mixers[spec.mixerKind].name} are padded by ${formatCount(missing)} (${percent} %)`;
    });
    return [
      {
        pointer: countPointer(model, ['num_hidden_layers'], model.architecture.layers.length),
        message: `vLLM keeps caches in groups of ${formatCount(pages.layersPerGroup)} layers that keep the same: ${words.join(', ')}. Pages of the missing layers hold nothing.`,
      },
    ];
  },
});
