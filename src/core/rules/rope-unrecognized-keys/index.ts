import { removeMember, renameKey } from '../../document/edit';
import { joinPointer } from '../../document/pointer';
import { isObject } from '../../document/node';
import { nearest } from '../../nearest';
import { ropes, variants, type Rope } from '../rope-support';
import { modelRule } from '../rule';

const anyType = ['rope_type', 'type', 'rope_theta', 'partial_rotary_factor'];
/** Keys of single families that stand here by design, and the trained context, which the class may put here itself. */
const families = [
  'mrope_section',
  'mrope_interleaved',
  'interleaved',
  'llama_4_scaling_beta',
  'max_position_embeddings',
  'original_max_position_embeddings',
  'short_mscale',
  'long_mscale',
];
const optional: Readonly<Record<string, readonly string[]>> = {
  yarn: ['attention_factor', 'beta_fast', 'beta_slow', 'mscale', 'mscale_all_dim', 'truncate'],
  longrope: ['attention_factor', 'factor'],
  // Read where it is given (`_compute_proportional_rope_parameters`), though the check does not name it.
  proportional: ['factor'],
};

export const ropeUnrecognizedKeys = modelRule({
  name: 'rope-unrecognized-keys',
  severity: 'information',
  summary: 'Every key of the RoPE settings is one that the variant reads.',
  check(model) {
    const { document } = model.recognition.config;
    return ropes(model).flatMap((rope) => {
      const read = keysOf(rope);
      return unread(rope, read).map((key) => {
        const pointer = joinPointer(rope.pointer, key);
        const [meant] = key === 'attn_factor' ? ['attention_factor'] : nearest(key, read, 1);
        const rename = meant !== undefined && !rope.node.members.has(meant) ? meant : undefined;
        return {
          pointer,
          at: 'key' as const,
          message: `RoPE of type ${rope.type} does not read \`${key}\`: transformers warns of it and goes on without.${rename === undefined ? '' : ` It has \`${rename}\`.`}`,
          fixes: [
            ...(rename === undefined
              ? []
              : [{ title: `Rename to ${rename}`, edits: renameKey(document, pointer, rename), safe: false }]),
            { title: `Remove ${key}`, edits: removeMember(document, pointer), safe: false },
          ],
        };
      });
    });
  },
});

function keysOf({ type }: Rope): string[] {
  return [...(variants[type] ?? []), ...(optional[type] ?? []), ...anyType];
}

function unread({ node, type }: Rope, read: readonly string[]): string[] {
  if (!(type in variants)) return [];
  // Objects for layer types that the model does not have are no slip: they wait for a model that has them.
  return [...node.members]
    .filter(([key, { value }]) => !read.includes(key) && !families.includes(key) && !isObject(value))
    .map(([key]) => key);
}
