import { setValue } from '../../document/edit';
import { stringValue } from '../../document/node';
import { locate } from '../../document/pointer';
import { canonicalLayerType, knownLayerTypes } from '../../families/decoder';
import type { FieldIssue } from '../../families/fields';
import { show } from '../../families/fields';
import { nearest } from '../../nearest';
import type { Model } from '../../analyse';
import { modelRule } from '../rule';

export const layerTypesUnknown = modelRule({
  name: 'layer-types-unknown',
  severity: 'error',
  summary: 'Every entry of the layer list is the name of a layer type.',
  check(model) {
    const { document } = model.recognition.config;
    return entryIssues(model).flatMap(({ pointer }) => {
      const node = locate(document.root, pointer)?.node;
      const name = stringValue(node);
      if (!node || isLayerType(model, name)) return [];
      const buildable = model.fields.buildableLayerTypes;
      const [closest] = name === undefined ? [] : nearest(name, buildable, 1);
      return [
        {
          pointer,
          message: `${name === undefined ? show(node) : `"${name}"`} is no layer type: transformers refuses to load this. ${model.recognition.family.title} builds ${buildable.join(' and ')}.`,
          fixes: (closest === undefined ? buildable : [closest]).map((type) => ({
            title: `Write "${type}"`,
            edits: setValue(document, pointer, type),
            safe: false,
          })),
        },
      ];
    });
  },
});

/** Issues that describing the model left at single entries of its layer list. */
export function entryIssues({ fields }: Model): FieldIssue[] {
  return fields.issues.filter(
    ({ kind, field, pointer }) =>
      kind === 'conflict' &&
      ['layer_types', 'layers_block_type'].includes(field) &&
      pointer !== fields.pointer(field),
  );
}

/** Whether transformers knows the name, for whatever family. Nemotron-H has names of its own. */
export function isLayerType({ recognition }: Model, name: string | undefined): boolean {
  return (
    name !== undefined &&
    recognition.family.id !== 'nemotron_h' &&
    knownLayerTypes.includes(canonicalLayerType(name))
  );
}
