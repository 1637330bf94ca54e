import { isArray, isObject, memberValue } from '../document/node';
import { joinPointer } from '../document/pointer';
import { assembledFamily } from '../families/assembled';
import type { Declined, Dialect } from './dialect';
import { Canonical, ceilTo, decline, declineElsewhere, elsewhereAt, scalarOf, Source } from './source';

/**
 * LitGPT's `model_config.yaml`, or the `model_config` of a pretraining recipe (Lightning-AI/litgpt, litgpt/config.py;
 * modules from litgpt/model.py). Recipes that only name a checkpoint have their architecture there.
 */
export const litgpt: Dialect = {
  id: 'litgpt',
  title: 'LitGPT',
  read(document) {
    const { root } = document;
    if (!isObject(root)) return undefined;
    const inner = memberValue(root, 'model_config');
    const [node, base] =
      isObject(inner) && inner.members.has('n_embd') ? [inner, '/model_config'] : [root, ''];
    const source = new Source(root).add(node, base);
    const own = [
      'padded_vocab_size',
      'mlp_class_name',
      'norm_class_name',
      'n_query_groups',
      'rotary_percentage',
    ];
    if (!source.has('n_embd') || !own.some((key) => source.has(key)))
      return recipe(new Source(root).add(root, ''));

    const flag = (name: string, fallback: boolean): boolean => source.flag(name) ?? fallback;
    const width = source.count('n_embd') ?? 0;
    const heads = source.count('n_head') ?? 32;
    const bias = flag('bias', true);
    const mlp = source.text('mlp_class_name') ?? 'GptNeoxMLP';
    const sparse = mlp === 'LLaMAMoE';
    if (source.has('latent_attention'))
      return decline('LitGPT config', 'its latent_attention is not modelled', source);
    const fields = new Canonical(source)
      .take({
        hidden_size: 'n_embd',
        num_hidden_layers: 'n_layer',
        num_attention_heads: 'n_head',
        num_key_value_heads: 'n_query_groups',
        head_dim: 'head_size',
        intermediate_size: 'intermediate_size',
        moe_intermediate_size: ['moe_intermediate_size', 'intermediate_size'],
        vocab_size: 'padded_vocab_size',
        max_position_embeddings: 'block_size',
        sliding_window: 'sliding_window_size',
        ...(sparse && {
          num_experts: 'n_expert',
          num_experts_per_tok: 'n_expert_per_token',
          first_k_dense_replace: 'first_k_dense_replace',
          n_group: 'n_expert_groups',
          topk_group: 'n_topk_groups',
        }),
        head_bias: 'lm_head_bias',
      })
      .imply('num_hidden_layers', 16, 'n_embd')
      .imply('num_attention_heads', 32, 'n_embd')
      .imply('num_key_value_heads', heads, 'n_head')
      .imply('head_dim', Math.floor(width / heads), 'n_embd')
      .imply('max_position_embeddings', 4096, 'n_embd')
      // `Config.__post_init__`: only LLaMAMLP must have it written.
      .imply('intermediate_size', mlp === 'LLaMAMLP' ? undefined : 4 * width, 'n_embd')
      .imply('moe_intermediate_size', 4 * width, 'n_embd')
      .imply(
        'vocab_size',
        ceilTo(source.count('padding_multiple') ?? 512, source.count('vocab_size') ?? 50_254),
        'vocab_size',
        'n_embd',
      )
      .imply('shared_expert_intermediate_size', sharedWidth(source, width), 'n_shared_expert')
      .imply('mlp_gated', mlp !== 'GptNeoxMLP', 'mlp_class_name')
      .imply('mlp_bias', bias, 'bias')
      .imply('expert_bias', bias, 'bias')
      .imply('output_bias', bias, 'bias')
      .imply('qkv_bias', bias || flag('attn_bias', false), 'bias')
      .imply(
        'qk_norm',
        flag('norm_qk', false) ? (source.text('norm_qk_type') === 'olmo2' ? 'full' : 'head') : undefined,
      )
      .imply('norm_weights', source.text('norm_class_name') === 'RMSNorm' ? 1 : 2, 'norm_class_name')
      .imply('norms_per_layer', norms(source), 'norm_class_name')
      .imply('tie_word_embeddings', false, 'n_embd');
    const indices = source.field('sliding_window_indices');
    const list = isArray(indices?.node) ? indices.node.items : undefined;
    const windowed = source.has('sliding_window_size');
    const firstSparse = source.count('first_k_dense_replace') ?? 0;
    return fields.config(document, 'litgpt', {
      family,
      base,
      layer: (index) => ({
        mixer:
          windowed && (!list || scalarOf(list[index] && { node: list[index], pointer: '' }) === 1)
            ? 'sliding'
            : 'full',
        feedForward: sparse && index >= firstSparse ? 'moe' : 'dense',
        pointer:
          list && indices
            ? joinPointer(indices.pointer, index)
            : source.pointer('sliding_window_size', 'n_layer'),
      }),
    });
  },
};

const family = assembledFamily('litgpt', 'LitGPT model');

/** `LLaMAMoE.shared_experts`: one feed-forward, as wide as so many experts. */
function sharedWidth(source: Source, width: number): number | undefined {
  const count = source.count('n_shared_expert');
  return count && count * (source.count('moe_intermediate_size', 'intermediate_size') ?? 4 * width);
}

function norms(source: Source): number {
  const has = (name: string): number => (source.flag(name) ? 1 : 0);
  return 2 - has('shared_attention_norm') + has('post_attention_norm') + has('post_mlp_norm');
}

/** `litgpt pretrain` and `finetune`: a checkpoint folder or a name out of LitGPT's own table. */
function recipe(source: Source): Declined | undefined {
  const isPretraining = source.has('model_name') && source.has('tokenizer_dir') && source.has('train');
  const isFinetuning = source.has('checkpoint_dir') && source.has('out_dir') && source.has('precision');
  if (!isPretraining && !isFinetuning) return undefined;
  const named = elsewhereAt(source.field('checkpoint_dir', 'initial_checkpoint_dir', 'model_name'));
  return declineElsewhere('LitGPT recipe', named);
}
