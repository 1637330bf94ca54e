import { modelRule } from '../rule';
import { insertFix, isWritten, namePointer } from '../support';

export const hybridListOmitted = modelRule({
  name: 'hybrid-list-omitted',
  severity: 'error',
  summary: 'A Granite 4 config lists its layers: the class has no pattern.',
  check(model) {
    const { architecture, fields, recognition } = model;
    if (recognition.family.id !== 'granitemoehybrid' || fields.has('layer_types')) return [];
    const count = architecture.layers.length;
    // As in the published models: attention in layers 5, 15, 25 and 35.
    const published = Array.from({ length: count }, (_, index) => (index % 10 === 5 ? 'attention' : 'mamba'));
    const hasCount = isWritten(model, 'num_hidden_layers');
    return [
      {
        pointer: hasCount
          ? fields.pointer('num_hidden_layers')
          : namePointer(recognition.config.document, recognition),
        message: `No layer_types: all ${count} layers become Mamba-2, and the first forward pass fails for want of an attention layer. Write the list.`,
        fixes:
          count > 5
            ? [
                {
                  ...insertFix(model, 'layer_types', published, hasCount ? 'num_hidden_layers' : undefined),
                  title: 'Add layer_types with attention in layers 5, 15, 25 and so on, as published',
                },
              ]
            : [],
      },
    ];
  },
});
