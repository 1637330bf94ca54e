import { layerList, listFix, patternPointer, reachOf, sequenceMixers } from '../pattern-support';
import { modelRule } from '../rule';
import { isBlocked } from '../support';

export const olmoHybridOneSided = modelRule({
  name: 'olmo-hybrid-one-sided',
  severity: 'error',
  summary: 'An OLMo Hybrid has layers of both kinds.',
  check(model) {
    if (model.recognition.family.id !== 'olmo_hybrid') return [];
    const mixers = sequenceMixers(model);
    const linear = mixers.filter((mixer) => reachOf(mixer) === 'state').length;
    const pointer = patternPointer(model);
    if (mixers.length === 0 || (linear > 0 && linear < mixers.length) || isBlocked(model, pointer)) return [];
    const [what, missing] =
      linear === 0 ? ['full attention', 'linear_attention'] : ['Gated DeltaNet', 'full_attention'];
    const list = layerList(model);
    const at = linear === 0 ? 0 : mixers.length - 1;
    const which = mixers.length === 1 ? 'The only layer is' : `All ${mixers.length} layers are`;
    return [
      {
        pointer,
        message: `${which} ${what}: transformers refuses to load this (OLMoHybrid expects at least one ${linear === 0 ? "'linear_attention'" : 'attention'} layer). Mix them, three to one as published.`,
        fixes:
          list && mixers.length > 1
            ? [listFix(model, `Make layer ${at} "${missing}"`, list.pointer, list.types.with(at, missing))]
            : [],
      },
    ];
  },
});
