import { isArray, isObject, stringValue, type ConfigDocument, type ObjectNode } from '../document/node';
import { joinPointer } from '../document/pointer';
import { assembledFamily } from '../families/assembled';
import type { Family } from '../families/family';
import type { Declined, Dialect, ModelConfig } from './dialect';
import { Canonical, ceilTo, decline, familyOf, Source } from './source';

/**
 * Meta's Llama `params.json`, and the same with more keys in executorch (examples/models/llama/model_args.py) and
 * torchchat. A vocabulary of -1 comes from the tokenizer.
 */
export const llama: Dialect = {
  id: 'llama',
  title: 'Llama params.json',
  read(document) {
    const { root } = document;
    if (!isObject(root) || !root.members.has('dim') || !root.members.has('n_layers')) return undefined;
    // Mistral's and DeepSeek's have names of their own for the rest.
    if (!root.members.has('n_heads') || root.members.has('inter_dim') || root.members.has('moe_inter_dim'))
      return undefined;
    return readLlama(document, root);
  },
};

const what = 'Llama params.json';
const plain = assembledFamily('llama_params', 'Llama');
const gemma = assembledFamily('gemma_params', 'Gemma');
const gemma3 = assembledFamily('gemma3_params', 'Gemma 3');
const qwen3 = assembledFamily('qwen3_params', 'Qwen3');
const qwen2 = assembledFamily('qwen2_params', 'Qwen2');

function readLlama(document: ConfigDocument, root: ObjectNode): ModelConfig | Declined {
  const source = new Source().add(root, '');
  const dim = source.count('dim') ?? 0;
  const fields = new Canonical(source).take({
    hidden_size: 'dim',
    num_hidden_layers: 'n_layers',
    num_attention_heads: 'n_heads',
    num_key_value_heads: 'n_kv_heads',
    head_dim: 'head_dim',
    intermediate_size: 'hidden_dim',
    max_position_embeddings: ['max_seq_len', 'max_context_len'],
    sliding_window: 'sliding_window',
    layer_types: 'layer_types',
    num_experts: 'num_experts',
    num_experts_per_tok: 'num_activated_experts',
    qkv_bias: 'attention_qkv_bias',
    attention_output_gate: 'use_q_gate',
    linear_conv_kernel_dim: 'linear_conv_kernel_dim',
    linear_key_head_dim: 'linear_key_head_dim',
    linear_value_head_dim: 'linear_value_head_dim',
    linear_num_key_heads: 'linear_num_key_heads',
    linear_num_value_heads: 'linear_num_value_heads',
  });
  if (source.flag('moe') !== true) fields.drop('num_experts');
  fields
    .imply('num_key_value_heads', source.count('n_heads'), 'n_heads')
    .imply('intermediate_size', feedForwardWidth(source, dim), 'multiple_of', 'ffn_dim_multiplier', 'dim')
    .imply(
      'moe_intermediate_size',
      source.count('hidden_dim') ?? feedForwardWidth(source, dim),
      'hidden_dim',
      'dim',
    )
    .imply('qk_norm', source.flag('use_qk_norm') ? 'head' : undefined, 'use_qk_norm')
    .imply('norm_weights', 1, 'norm_eps')
    .imply(
      'norms_per_layer',
      2 + (source.flag('post_attention_norm') ? 1 : 0) + (source.flag('post_ffn_norm') ? 1 : 0),
      'post_attention_norm',
      'norm_eps',
    )
    .imply('tie_word_embeddings', false, 'vocab_size', 'dim');
  const vocabulary = source.number('vocab_size');
  const noVocabulary = vocabulary === undefined || vocabulary === -1;
  if (noVocabulary) fields.imply('vocab_size', 1, 'vocab_size', 'dim');
  else fields.take({ vocab_size: 'vocab_size' });

  const types = source.field('layer_types');
  const list = isArray(types?.node) ? types.node.items.map((item) => stringValue(item) ?? '') : undefined;
  if (list?.includes('conv')) return shortConvolution(document, source, list);
  const unknown = list?.find((type) => !(type in mixers));
  if (unknown !== undefined) return decline(what, 'layer_types has a type that Layerwise does not know');
  const sparse = source.flag('moe') === true;
  return fields.config(document, 'llama', {
    family: familyFor(source),
    ...(list &&
      types && {
        layer: (index) => ({
          mixer: mixers[list[index] ?? ''] ?? 'full',
          feedForward: sparse ? 'moe' : 'dense',
          pointer: joinPointer(types.pointer, index),
        }),
      }),
    caveats: {
      notes: [
        ...(source.has('use_hf_rope') || source.has('apply_embedding')
          ? [
              'executorch builds an output layer of its own, also where the published checkpoint shares the embedding.',
            ]
          : []),
        ...listNote(source, list),
      ],
      ...(noVocabulary && {
        noVocabulary,
        inexact: 'the vocabulary comes from the tokenizer: embedding and head are left out',
      }),
    },
  });
}

const mixers: Readonly<Record<string, string>> = {
  full_attention: 'full',
  sliding_attention: 'sliding',
  linear_attention: 'gated-deltanet',
};

/** model_args.py, `__post_init__`: two thirds of four times, times the multiplier, up to a multiple. */
function feedForwardWidth(source: Source, dim: number): number {
  const multiplier = source.number('ffn_dim_multiplier') ?? 1;
  const width = Math.floor(multiplier * Math.floor((2 * 4 * dim) / 3));
  return ceilTo(source.count('multiple_of') ?? 256, Math.max(1, width));
}

/** Nothing names the model; its habits do. */
function familyFor(source: Source): Family {
  if (source.text('norm_type') === 'gemma3') return source.flag('post_attention_norm') ? gemma3 : gemma;
  if (source.has('linear_num_key_heads')) return assembledFamily('qwen3_5_params', 'Qwen3.5');
  if (source.flag('use_qk_norm')) return qwen3;
  return source.flag('attention_qkv_bias') ? qwen2 : plain;
}

function listNote(source: Source, list: readonly string[] | undefined): string[] {
  const count = source.count('n_layers');
  return list && count !== undefined && list.length !== count
    ? [
        `layer_types has ${list.length} entries for ${count} layers; executorch reads the first ${Math.min(count, list.length)}.`,
      ]
    : [];
}

/** LFM2 in executorch: its layers are those of transformers' class, with a width that is written, not derived. */
function shortConvolution(
  document: ConfigDocument,
  source: Source,
  list: readonly string[],
): ModelConfig | Declined {
  const family = familyOf('lfm2');
  if (!family) return decline(what, 'its short convolutions (LFM2) are not known to Layerwise yet');
  const count = source.count('n_layers') ?? list.length;
  const fields = new Canonical(source)
    .take({
      hidden_size: 'dim',
      num_hidden_layers: 'n_layers',
      num_attention_heads: 'n_heads',
      num_key_value_heads: 'n_kv_heads',
      intermediate_size: 'hidden_dim',
      vocab_size: 'vocab_size',
    })
    .imply('layer_types', list.slice(0, count), 'layer_types')
    .imply('block_auto_adjust_ff_dim', false, 'hidden_dim')
    .imply('conv_L_cache', 3, 'layer_types')
    .imply('conv_bias', false, 'layer_types')
    .imply('max_position_embeddings', source.count('max_seq_len', 'max_context_len'), 'max_seq_len')
    .imply('tie_word_embeddings', false, 'vocab_size');
  return fields.config(document, 'llama', { family, caveats: { notes: listNote(source, list) } });
}
