import { canonicalLayerType } from '../../families/decoder';
import { layerList, listFix } from '../pattern-support';
import { modelRule } from '../rule';

export const layerTypesLegacyName = modelRule({
  name: 'layer-types-legacy-name',
  severity: 'hint',
  summary: 'Layer types have the names of today.',
  check(model) {
    const list = layerList(model);
    if (!list) return [];
    const old = [...new Set(list.types.filter((type) => canonicalLayerType(type) !== type))];
    if (old.length === 0) return [];
    const renamed = old.map((type) => `"${type}" to "${canonicalLayerType(type)}"`).join(' and ');
    return [
      {
        pointer: list.pointer,
        at: 'key' as const,
        message: `transformers renames ${renamed} on load. Write the new names, unless older engines read this file.`,
        fixes: [listFix(model, 'Write the new names', list.pointer, list.types.map(canonicalLayerType))],
        tag: 'deprecated' as const,
      },
    ];
  },
});
