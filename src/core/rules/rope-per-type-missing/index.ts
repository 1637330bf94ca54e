import { setValue, type Value } from '../../document/edit';
import { isObject, type ConfigNode, type ObjectNode } from '../../document/node';
import { isNested, perTypeFamilies } from '../rope-support';
import { modelRule } from '../rule';

export const ropePerTypeMissing = modelRule({
  name: 'rope-per-type-missing',
  severity: 'warning',
  summary: 'Families with one RoPE per layer type have one for each.',
  check({ recognition }) {
    const { config, family } = recognition;
    const field = config.field('rope_parameters');
    if (config.dialect !== 'huggingface' || !perTypeFamilies.has(family.id)) return [];
    if (!isObject(field?.node) || field.node.members.size === 0 || isNested(field.node)) return [];
    // Names of layer types with null beneath: the class fills them in.
    if (field.node.members.has('full_attention') || field.node.members.has('sliding_attention')) return [];
    return [
      {
        pointer: field.pointer,
        at: 'key' as const,
        message: `${family.title} has one RoPE for \`full_attention\` and one for \`sliding_attention\`: settings beside them are ignored, and no layer sees these. Put them into an object per layer type.`,
        fixes: [
          {
            title: 'Split by layer type',
            edits: setValue(config.document, field.pointer, split(family.id, field.node)),
            safe: false,
          },
        ],
      },
    ];
  },
});

/** The settings for the full layers; unscaled ones for the sliding layers, with the base that the class has there. */
function split(family: string, node: ObjectNode): Value {
  const base = family === 'olmo3' ? 500_000 : 10_000;
  return { full_attention: plain(node), sliding_attention: { rope_type: 'default', rope_theta: base } };
}

function plain(node: ConfigNode): Value {
  if (node.type === 'scalar') return node.value;
  if (node.type === 'array') return node.items.map(plain);
  return Object.fromEntries([...node.members].map(([key, { value }]) => [key, plain(value)]));
}
