import { mixerModule } from '../../mixers/registry';
import {
  inSpellingOf,
  layerList,
  listFix,
  patternPointer,
  reachOf,
  sequenceMixers,
} from '../pattern-support';
import type { Model } from '../../analyse';
import { modelRule, type Fix } from '../rule';
import { isBlocked } from '../support';

export const noAttentionLayer = modelRule({
  name: 'no-attention-layer',
  severity: 'error',
  summary: 'A hybrid has at least one attention layer.',
  check(model) {
    const mixers = sequenceMixers(model);
    const [first] = mixers;
    // MiniMax keeps a cache of its own; Granite without a list and OLMo have rules of their own.
    if (
      !first ||
      !hasSharedCache(model) ||
      mixers.some((mixer) => reachOf(mixer) !== 'state' || mixer.kind === 'lightning')
    )
      return [];
    const { id } = model.recognition.family;
    if ((id === 'granitemoehybrid' && !layerList(model)) || id === 'olmo_hybrid') return [];
    const pointer = patternPointer(model);
    if (isBlocked(model, pointer)) return [];
    return [
      {
        pointer,
        at: 'key' as const,
        message: `All ${mixers.length} layers are ${mixerModule(first).name}: the cache of transformers asks an attention layer for its length, and the first forward pass fails. Make one of them full attention.`,
        fixes: lastFullFix(model),
      },
    ];
  },
});

function lastFullFix(model: Model): Fix[] {
  const list = layerList(model);
  if (!list || !model.fields.buildableLayerTypes.includes('full_attention')) return [];
  const full = inSpellingOf(list.types)('full_attention');
  return [
    listFix(model, 'Make the last layer full attention', list.pointer, [...list.types.slice(0, -1), full]),
  ];
}

/** Hybrids of transformers itself; flash-linear-attention has a cache of its own, which needs no attention. */
function hasSharedCache({ recognition }: Model): boolean {
  return recognition.family.publishedRatio !== undefined || recognition.family.id === 'nemotron_h';
}
