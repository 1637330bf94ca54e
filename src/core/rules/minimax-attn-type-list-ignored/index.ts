import { modelRule } from '../rule';
import { insertFix } from '../support';

export const minimaxAttnTypeListIgnored = modelRule({
  name: 'minimax-attn-type-list-ignored',
  severity: 'error',
  summary: "transformers' MiniMax is told its layers by layer_types.",
  check(model) {
    const { fields, architecture, recognition } = model;
    const node = fields.node('attn_type_list');
    if (recognition.family.id !== 'minimax' || node?.type !== 'array' || fields.has('layer_types')) return [];
    const wanted = node.items.map((item) =>
      item.type === 'scalar' && item.value === 1 ? 'full_attention' : 'linear_attention',
    );
    const built = fields.expectedLayerTypes ?? [];
    if (built.every((type, index) => type === wanted[index])) return [];
    return [
      {
        pointer: fields.pointer('attn_type_list'),
        message: `\`attn_type_list\` is not read by model_type "minimax": ${fullOf(built)} of ${architecture.layers.length} layers get full attention, every other one, where the list has ${fullOf(wanted)}. Write layer_types.`,
        fixes: [
          {
            ...insertFix(model, 'layer_types', wanted, 'attn_type_list'),
            title: 'Write layer_types from attn_type_list',
          },
        ],
      },
    ];
  },
});

function fullOf(types: readonly string[]): number {
  return types.filter((type) => type === 'full_attention').length;
}
