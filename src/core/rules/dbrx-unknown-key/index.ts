import { removeMember } from '../../document/edit';
import { isObject } from '../../document/node';
import { joinPointer } from '../../document/pointer';
import { nearest } from '../../nearest';
import { modelRule } from '../rule';

/** Fields of `DbrxFFNConfig`, those of any config, and what it drops unseen. */
const accepted: ReadonlySet<string> = new Set(
  `hidden_size ffn_act_fn ffn_hidden_size moe_num_experts moe_top_k moe_jitter_eps moe_loss_weight
  moe_normalize_expert_weights architectures output_hidden_states return_dict chunk_size_feed_forward
  is_encoder_decoder id2label label2id problem_type model_type attn_implementation experts_implementation
  transformers_version _commit_hash torch_dtype dtype`.split(/\s+/),
);

export const dbrxUnknownKey = modelRule({
  name: 'dbrx-unknown-key',
  severity: 'error',
  summary: "DBRX's experts have no key that the class does not know.",
  check({ fields, recognition }) {
    const node = fields.node('ffn_config');
    if (recognition.family.id !== 'dbrx' || !isObject(node)) return [];
    return [...node.members.keys()]
      .filter((key) => !accepted.has(key))
      .map((key) => {
        const pointer = joinPointer(fields.pointer('ffn_config'), key);
        const [meant] = nearest(
          key,
          [...accepted].filter((other) => !node.members.has(other)),
          1,
        );
        return {
          pointer,
          at: 'key' as const,
          message: `\`ffn_config\` has no \`${key}\`: transformers refuses to load this (Found unknown kwargs). Remove it${meant === undefined ? '' : `, or write \`${meant}\` if that is meant`}.`,
          fixes: [
            {
              title: `Remove ${key}`,
              edits: removeMember(recognition.config.document, pointer),
              safe: false,
            },
          ],
        };
      });
  },
});
