import { insertItems, setValue } from '../../document/edit';
import { maximumLayers } from '../../document/limits';
import { stringValue } from '../../document/node';
import { canonicalLayerType } from '../../families/decoder';
import { formatCount } from '../../format';
import { restorePattern } from '../../pattern';
import type { Model } from '../../analyse';
import { modelRule, type Fix } from '../rule';
import { defaultOf, insertFix, issueOf } from '../support';

export const layerTypesLength = modelRule({
  name: 'layer-types-length',
  severity: 'error',
  summary: 'The layer list has one entry per layer.',
  check(model) {
    const { fields, recognition } = model;
    const list = fields.list('layer_types');
    const fallback = defaultOf(model, 'num_hidden_layers');
    const layerCount =
      fields.optionalCount('num_hidden_layers') ?? (typeof fallback === 'number' ? fallback : 0);
    const pointer = fields.pointer('layer_types');
    const countPointer = fields.pointer('num_hidden_layers');
    // Only a family that takes its layers from the list is broken by its length; one that computes them refuses it.
    const issue = issueOf(model, 'layer_types', 'conflict');
    if (!list || layerCount === 0 || list.length === layerCount || !issue?.message.includes('entries for'))
      return [];
    const types = list.map((item) => stringValue(item) ?? '');
    const restoring = restoringFix(model, types, layerCount);
    const wayOut = restoring[0]?.title ?? 'Write one for each layer';
    const isDefault = fields.node('num_hidden_layers') === undefined;
    return [
      {
        pointer,
        at: 'key',
        message: `${formatCount(list.length)} layer types for ${formatCount(layerCount)} layers${isDefault ? ' (the default)' : ''}: transformers refuses to load this. ${wayOut}.`,
        fixes: [
          ...restoring,
          isDefault
            ? insertFix(model, 'num_hidden_layers', list.length)
            : {
                title: `Set num_hidden_layers to ${list.length}`,
                edits: setValue(recognition.config.document, countPointer, list.length),
                safe: false,
              },
        ],
        related: { pointer: countPointer, message: `${formatCount(layerCount)} layers are asked for here` },
      },
    ];
  },
});

/** Puts the missing entries where the pattern lacks them, or takes the surplus out. */
function restoringFix(model: Model, types: readonly string[], layerCount: number): Fix[] {
  const { fields, recognition } = model;
  // A count beyond reason is reported of itself; no list is made of it.
  if (layerCount > maximumLayers) return [];
  // The user's own spelling of a type, so that a list of "mamba" is not mended with "linear_attention".
  const spelling = new Map(types.map((type) => [canonicalLayerType(type), type]));
  const expected = fields.expectedLayerTypes?.map((type) => spelling.get(type) ?? type) ?? [];
  const change = restorePattern(types, layerCount, [expected]);
  if (!change) return [];
  const pointer = fields.pointer('layer_types');
  const { document } = recognition.config;
  if (change.type === 'insert') {
    const what = change.values.length === 1 ? `"${change.values[0]}"` : `${change.values.length} layer types`;
    const where = change.index === types.length ? 'Append' : 'Insert';
    const place = change.index === types.length ? '' : ` as entry ${change.index}`;
    return [
      {
        title: `${where} ${what}${place} to keep the pattern`,
        edits: insertItems(document, pointer, change.index, change.values),
        safe: false,
      },
    ];
  }
  const what = change.count === 1 ? 'the surplus entry' : `${change.count} surplus entries`;
  return [
    {
      title: `Remove ${what} to keep the pattern`,
      edits: setValue(document, pointer, [...change.result]),
      safe: false,
    },
  ];
}
