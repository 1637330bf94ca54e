import { stringValue } from '../../document/node';
import { modelRule } from '../rule';
import { removeFix } from '../support';

const letters: Readonly<Record<string, string>> = {
  linear_attention: 'M',
  full_attention: '*',
  mlp: '-',
  moe: 'E',
  mamba: 'M',
  attention: '*',
};

export const nemotronTwoPatterns = modelRule({
  name: 'nemotron-two-patterns',
  severity: 'warning',
  summary: 'Pattern and list of layers name the same layers.',
  check(model) {
    const { fields, recognition } = model;
    const pattern = stringValue(fields.node('hybrid_override_pattern'));
    const list = fields.node('layers_block_type');
    if (recognition.family.id !== 'nemotron_h' || pattern === undefined || list?.type !== 'array') return [];
    const listed = list.items.map((item) => letters[stringValue(item) ?? ''] ?? '?').join('');
    if (listed === pattern) return [];
    return [
      {
        pointer: fields.pointer('hybrid_override_pattern'),
        message: `The pattern (${pattern.length} layers) and \`layers_block_type\` (${listed.length}) name different layers: transformers builds the list. Remove one of them.`,
        fixes: [removeFix(model, 'hybrid_override_pattern'), removeFix(model, 'layers_block_type')],
        related: { pointer: fields.pointer('layers_block_type'), message: 'the list that counts' },
        tag: 'unnecessary' as const,
      },
    ];
  },
});
