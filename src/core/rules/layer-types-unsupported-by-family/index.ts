import { setValue } from '../../document/edit';
import { stringValue } from '../../document/node';
import { locate } from '../../document/pointer';
import { entryIssues, isLayerType } from '../layer-types-unknown';
import { modelRule } from '../rule';

export const layerTypesUnsupportedByFamily = modelRule({
  name: 'layer-types-unsupported-by-family',
  severity: 'error',
  summary: 'Every entry of the layer list is a layer type that the family builds.',
  check(model) {
    const { document } = model.recognition.config;
    const buildable = model.fields.buildableLayerTypes;
    return entryIssues(model).flatMap(({ pointer }) => {
      const name = stringValue(locate(document.root, pointer)?.node);
      if (!isLayerType(model, name)) return [];
      return [
        {
          pointer,
          message: `${model.recognition.family.title} has no "${name}" layers: the config loads, and building the model or its first forward pass fails. It builds ${buildable.join(' and ')}.`,
          fixes: buildable.map((type) => ({
            title: `Write "${type}"`,
            edits: setValue(document, pointer, type),
            safe: false,
          })),
        },
      ];
    });
  },
});
