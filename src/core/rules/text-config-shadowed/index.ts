import { removeMember } from '../../document/edit';
import { show } from '../../families/fields';
import { modelRule } from '../rule';

/** Sizes of the text model. Flags and token ids are read from the outer object by design. */
const sizes = [
  'hidden_size',
  'intermediate_size',
  'num_hidden_layers',
  'num_attention_heads',
  'num_key_value_heads',
  'head_dim',
  'max_position_embeddings',
  'sliding_window',
  'num_experts',
  'num_local_experts',
  'num_experts_per_tok',
];

export const textConfigShadowed = modelRule({
  name: 'text-config-shadowed',
  severity: 'warning',
  summary: 'The outer object does not contradict the text config.',
  check({ recognition }) {
    const { config } = recognition;
    if (config.base === '') return [];
    return sizes.flatMap((name) => {
      const outer = config.rootField(name);
      const inner = config.field(name);
      if (outer?.node.type !== 'scalar' || inner?.node.type !== 'scalar') return [];
      if (outer.node.value === inner.node.value) return [];
      return [
        {
          pointer: outer.pointer,
          message: `\`${name}\` is ${show(outer.node)} here and ${show(inner.node)} in ${config.base.slice(1)}: the model is built from the latter, this one is ignored. Remove it.`,
          fixes: [
            {
              title: `Remove the outer ${name}`,
              edits: removeMember(config.document, outer.pointer),
              safe: false,
            },
          ],
          related: { pointer: inner.pointer, message: 'this one counts' },
          tag: 'unnecessary' as const,
        },
      ];
    });
  },
});
