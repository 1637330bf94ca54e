import { isArray, isNull, isObject, type ObjectNode } from '../document/node';
import { joinPointer } from '../document/pointer';
import { assembledFamily } from '../families/assembled';
import type { Dialect, LayerPlan } from './dialect';
import { Canonical, scalarOf, Source } from './source';

/**
 * Mistral `params.json` (mistral-inference, args.py; vLLM, transformers_utils/configs/mistral.py, which knows the
 * keys of later models): Llama's keys with the feed-forward's width written, experts under `moe`, and latent
 * attention under DeepSeek's names.
 */
export const mistralParams: Dialect = {
  id: 'mistral',
  title: 'Mistral params.json',
  read(document) {
    const { root } = document;
    if (!isObject(root) || !root.members.has('dim') || !root.members.has('n_layers')) return undefined;
    if (!root.members.has('hidden_dim') || !isMistral(root)) return undefined;
    const source = new Source().add(root, '').add(root.members.get('moe')?.value, '/moe');
    const fields = new Canonical(source).take({
      hidden_size: 'dim',
      num_hidden_layers: 'n_layers',
      num_attention_heads: 'n_heads',
      num_key_value_heads: 'n_kv_heads',
      head_dim: 'head_dim',
      intermediate_size: 'hidden_dim',
      vocab_size: 'vocab_size',
      tie_word_embeddings: 'tied_embeddings',
      max_position_embeddings: ['max_position_embeddings', 'max_seq_len'],
      num_experts: 'num_experts',
      n_routed_experts: 'num_experts',
      num_experts_per_tok: 'num_experts_per_tok',
      moe_intermediate_size: ['expert_hidden_dim', 'hidden_dim'],
      first_k_dense_replace: 'first_k_dense_replace',
      n_group: 'num_expert_groups',
      topk_group: 'num_expert_groups_per_tok',
      n_shared_experts: 'num_shared_experts',
      q_lora_rank: 'q_lora_rank',
      kv_lora_rank: 'kv_lora_rank',
      qk_nope_head_dim: 'qk_nope_head_dim',
      qk_rope_head_dim: 'qk_rope_head_dim',
      v_head_dim: 'v_head_dim',
      dtype: 'dtype',
    });
    const width = source.count('expert_hidden_dim') ?? source.count('hidden_dim') ?? 0;
    const shared = source.count('num_shared_experts') ?? 0;
    fields
      .imply('num_key_value_heads', source.count('n_heads'), 'n_heads')
      // vLLM takes 128,000 where the file is silent.
      .imply('max_position_embeddings', 128_000, 'dim')
      .imply('tie_word_embeddings', false, 'vocab_size')
      .imply('shared_expert_intermediate_size', shared > 0 ? shared * width : undefined, 'num_shared_experts')
      .imply('norm_weights', 1, 'norm_eps');
    const isLatent = source.has('kv_lora_rank');
    const sparse = source.has('num_experts');
    const family = isLatent ? latent : sparse ? experts : dense;
    const first = source.number('first_k_dense_replace') ?? 0;
    const every = source.count('route_every_n') ?? 1;
    const window = readWindow(root);
    // Of a list, the one size that it holds.
    if (window.tokens !== undefined) {
      if (window.isList) fields.imply('sliding_window', window.tokens, 'sliding_window');
      else fields.take({ sliding_window: 'sliding_window' });
    }
    return fields.config(document, 'mistral', {
      family,
      layer: (index): LayerPlan => ({
        mixer: isLatent ? 'mla' : window.isWindowed(index) ? 'sliding' : 'full',
        feedForward: sparse && index >= first && index % every === 0 ? 'moe' : 'dense',
        pointer: window.pointer(index) ?? source.pointer('n_layers'),
      }),
      ...(root.members.has('vision_encoder') && {
        caveats: { inexact: 'the vision encoder is not counted', notes: ['The vision encoder is left out.'] },
      }),
    });
  },
};

const dense = assembledFamily('mistral_params', 'Mistral');
const experts = assembledFamily('mixtral_params', 'Mistral mixture of experts');
const latent = assembledFamily('mistral_mla_params', 'Mistral with latent attention');

/** Keys that tell Mistral's file from one of Llama's or executorch's that writes `hidden_dim`, too. */
function isMistral({ members }: ObjectNode): boolean {
  const has = (key: string): boolean => members.has(key);
  if (has('ffn_dim_multiplier') || has('multiple_of') || has('use_hf_rope') || has('act_fn')) return false;
  return has('head_dim') || has('moe') || has('kv_lora_rank') || has('sliding_window');
}

/** One window for all layers, or a list that repeats over them, null for a layer that sees everything. */
function readWindow(root: ObjectNode) {
  const node = root.members.get('sliding_window')?.value;
  const pointer = '/sliding_window';
  const items = isArray(node) && node.items.length > 0 ? node.items : undefined;
  const numbers = (items ?? (node ? [node] : [])).map((item) => scalarOf({ node: item, pointer }));
  const tokens = numbers.find((value): value is number => typeof value === 'number' && value > 0);
  return {
    tokens,
    isList: items !== undefined,
    isWindowed: (index: number): boolean =>
      items ? !isNull(items[index % items.length]) : tokens !== undefined,
    pointer: (index: number): string | undefined =>
      items ? joinPointer(pointer, index % items.length) : tokens === undefined ? undefined : pointer,
  };
}
