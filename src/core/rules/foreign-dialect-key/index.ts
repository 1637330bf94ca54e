import { joinPointer, locate } from '../../document/pointer';
import { removeMember, renameKey } from '../../document/edit';
import { isObject } from '../../document/node';
import type { Model } from '../../analyse';
import { irrelevantReason, keyInfo, knownKeys } from '../../schema/keys';
import { meantKey } from '../misspelt-key';
import { modelRule, type Report } from '../rule';

/** Names of Meta's and Mistral's params.json, GPT-NeoX, Megatron, LitGPT, OLMo and x-transformers, by what they mean. */
const foreignNames: Readonly<Record<string, string>> = {
  num_hidden_layers: 'n_layers n_layer num_layers nlayers n_blocks num_blocks',
  hidden_size: 'dim d_model n_embd n_embed emb_dim embed_dim model_dim',
  intermediate_size: 'hidden_dim inter_dim ffn_dim d_ff ffn_hidden_size mlp_hidden_size n_inner',
  num_attention_heads: 'n_heads n_head num_heads nheads',
  num_key_value_heads: 'n_kv_heads n_kv_head num_kv_heads num_query_groups n_query_groups n_head_kv kv_heads',
  head_dim: 'kv_channels head_size dim_head d_head',
  vocab_size: 'n_vocab vocabulary_size padded_vocab_size',
  max_position_embeddings: 'max_seq_len max_seq_length n_ctx n_positions context_length',
  sliding_window: 'window_size sliding_window_size',
  rms_norm_eps: 'norm_eps norm_epsilon layernorm_epsilon',
  rope_theta: 'rotary_base rope_base rotary_emb_base',
  tie_word_embeddings: 'tie_embeddings tied_embeddings weight_tying',
  num_experts_per_tok: 'num_experts_per_token moe_router_topk num_activated_experts n_activated_experts',
};
const meanings = new Map(
  Object.entries(foreignNames).flatMap(([name, others]) =>
    others.split(' ').map((other) => [other, name] as const),
  ),
);

export const foreignDialectKey = modelRule({
  name: 'foreign-dialect-key',
  severity: 'warning',
  summary: 'Keys are those of the dialect that the file is written in.',
  check(model) {
    const { config, family } = model.recognition;
    const object = locate(config.document.root, config.base)?.node;
    const known = new Set(knownKeys(family.id));
    if (config.dialect !== 'huggingface' || !isObject(object)) return [];
    return [...object.members.keys()]
      .filter((key) => !known.has(key))
      .flatMap((key) => report(model, key, known) ?? []);
  },
});

function report(model: Model, key: string, known: ReadonlySet<string>): Report | undefined {
  const { config, family } = model.recognition;
  const meant = meanings.get(key);
  if (meant === undefined || !known.has(meant)) return undefined;
  if (meantKey(model, key) !== undefined) return undefined;
  const pointer = joinPointer(config.base, key);
  const own = model.fields.node(meant);
  const foreign = locate(config.document.root, pointer)?.node;
  if (!own) {
    const { default: fallback } = keyInfo(family.id, [meant]) ?? {};
    const instead = typeof fallback === 'number' ? `the default (${fallback})` : 'the default';
    return {
      pointer,
      at: 'key',
      message: `\`${key}\` is a name of other formats: ${family.title} reads \`${meant}\`, and ${instead} stands in for it. Rename it.`,
      fixes: [
        { title: `Rename to ${meant}`, edits: renameKey(config.document, pointer, meant), safe: false },
      ],
    };
  }
  // An export that says the same twice does no harm, and some names have other uses beside the family's own.
  if (irrelevantReason(key) !== undefined) return undefined;
  if (own.type !== 'scalar' || foreign?.type !== 'scalar' || own.value === foreign.value) return undefined;
  return {
    pointer,
    at: 'key',
    message: `\`${key}\` is a name of other formats, and \`${meant}\` says something else: ${family.title} reads only the latter. Remove this one.`,
    fixes: [{ title: `Remove ${key}`, edits: removeMember(config.document, pointer), safe: false }],
    related: { pointer: model.fields.pointer(meant), message: 'this one counts' },
    tag: 'unnecessary',
  };
}
