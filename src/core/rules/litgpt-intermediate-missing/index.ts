import { ceilTo } from '../../dialects/source';
import { modelRule } from '../rule';
import { insertMember } from '../../document/edit';
import { issueOf } from '../support';

export const litgptIntermediateMissing = modelRule({
  name: 'litgpt-intermediate-missing',
  severity: 'error',
  summary: 'A LitGPT config with a gated feed-forward writes its width.',
  dialects: ['litgpt'],
  check(model) {
    const { config } = model.recognition;
    const name = config.own?.('mlp_class_name');
    if (config.dialect !== 'litgpt' || !name || !issueOf(model, 'intermediate_size', 'missing')) return [];
    // Llama's habit: two thirds of four times the width, up to a multiple of 256.
    const width = ceilTo(256, Math.floor((8 * model.architecture.hiddenSize) / 3));
    return [
      {
        pointer: model.fields.pointer('intermediate_size'),
        at: name.node.range,
        message:
          'LLaMAMLP has no width of its own: without `intermediate_size` LitGPT refuses the config. Write it.',
        fixes: [
          {
            title: `Add intermediate_size: ${width}`,
            edits: insertMember(
              config.document,
              parentOf(name.pointer),
              'intermediate_size',
              width,
              'mlp_class_name',
            ),
            safe: false,
          },
        ],
      },
    ];
  },
});

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));
