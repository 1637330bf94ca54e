import { isArray, isObject, type ConfigNode } from '../document/node';
import { maximumLayers } from '../document/limits';
import { assembledFamily } from '../families/assembled';
import type { Dialect } from './dialect';
import { Canonical, ceilTo, decline, scalarOf, shown, Source } from './source';

/**
 * GPT-NeoX YAML, with hyphens or underscores (EleutherAI/gpt-neox, megatron/neox_arguments/neox_args.py; widths from
 * `ParallelMLP` in megatron/model/transformer.py). `attention_config` says which layer is what.
 */
export const gptNeox: Dialect = {
  id: 'gpt-neox',
  title: 'GPT-NeoX',
  read(document) {
    const { root } = document;
    if (!isObject(root)) return undefined;
    const source = new Source(root).add(root, '');
    const own = ['pipe_parallel_size', 'attention_config', 'gpt_j_residual', 'no_weight_tying', 'rotary_pct'];
    if (!source.has('num_layers') || !source.has('hidden_size') || !own.some((key) => source.has(key)))
      return undefined;
    const what = 'GPT-NeoX config';
    const count = source.count('num_layers') ?? 0;
    const types = expand(source.field('attention_config')?.node, count);
    const unknown = types.find((type) => !(type in mixers));
    if (unknown !== undefined)
      return decline(what, `layers of type ${shown(unknown)} are not known to Layerwise`);

    const hiddenSize = source.count('hidden_size') ?? 0;
    const flag = (name: string, fallback: boolean): boolean => source.flag(name) ?? fallback;
    const gated = /glu/.test(source.text('activation') ?? 'gelu');
    const bias = flag('use_bias_in_attn_linear', true);
    const fields = new Canonical(source)
      .take({
        hidden_size: 'hidden_size',
        num_hidden_layers: 'num_layers',
        num_attention_heads: 'num_attention_heads',
        num_key_value_heads: 'num_kv_heads',
        max_position_embeddings: ['max_position_embeddings', 'seq_length'],
        vocab_size: 'padded_vocab_size',
      })
      .imply('num_key_value_heads', source.count('num_attention_heads'), 'num_attention_heads')
      .imply(
        'intermediate_size',
        feedForwardWidth(source, hiddenSize, gated),
        'intermediate_size',
        'hidden_size',
      )
      .imply('mlp_gated', gated, 'activation')
      .imply('mlp_bias', flag('use_bias_in_mlp', true), 'use_bias_in_mlp')
      .imply('qkv_bias', bias, 'use_bias_in_attn_linear')
      .imply('output_bias', bias, 'use_bias_in_attn_linear')
      .imply('norm_weights', normWeights(source), 'norm')
      .imply('norms_per_layer', types.includes('mamba') ? 1 : 2, 'hidden_size')
      .imply('expand', 2, 'attention_config')
      .imply('state_size', 16, 'attention_config')
      .imply('conv_kernel', 4, 'attention_config')
      .imply('use_conv_bias', flag('mamba_use_bias_in_conv', true), 'attention_config')
      .imply('use_bias', flag('mamba_use_bias_in_linears', false), 'attention_config')
      .imply('tie_word_embeddings', !flag('no_weight_tying', false), 'no_weight_tying', 'hidden_size');
    const positions = source.text('pos_emb') ?? 'learned';
    if (positions === 'learned' && !types.includes('mamba')) {
      fields.imply('learned_positions', source.count('max_position_embeddings'), 'max_position_embeddings');
    }
    const vocabulary = fields.vocabulary(source.has('padded_vocab_size'), 'vocab_file', 'hidden_size');
    const pointer = source.pointer('attention_config', 'num_layers');
    return fields.config(document, 'gpt-neox', {
      family: types.includes('mamba') ? mambaFamily : family,
      layer: (index) => ({
        mixer: mixers[types[index] ?? 'global'] ?? 'full',
        feedForward: types[index] === 'mamba' ? 'none' : 'dense',
        pointer,
      }),
      caveats: vocabulary,
    });
  },
};

const family = assembledFamily('gpt_neox_yaml', 'GPT-NeoX');
const mambaFamily = assembledFamily('gpt_neox_mamba', 'GPT-NeoX Mamba');

const mixers: Readonly<Record<string, string>> = { global: 'full', flash: 'full', mamba: 'mamba1' };

/** `[[["global", "local"], 12]]` is the two by turns, twelve times; a plain list names every layer. */
function expand(node: ConfigNode | undefined, count: number): string[] {
  if (!isArray(node)) return Array.from({ length: Math.min(count, maximumLayers) }, () => 'global');
  return node.items
    .flatMap((item) => {
      if (!isArray(item)) return textOf(item);
      const [names, times] = item.items;
      const number = scalarOf(times && { node: times, pointer: '' });
      const list = isArray(names) ? names.items.flatMap(textOf) : [];
      const rounds = number === 'all' ? Math.ceil(count / Math.max(1, list.length)) : Number(number);
      if (!Number.isInteger(rounds) || rounds * list.length > maximumLayers) return [];
      return Array.from({ length: rounds }, () => list).flat();
    })
    .slice(0, maximumLayers);
}

function textOf(node: ConfigNode): string[] {
  const value = scalarOf({ node, pointer: '' });
  return typeof value === 'string' ? [value] : [];
}

/** A gate takes its share: two thirds, of which half goes in. What is written counts gate, up and a third more. */
function feedForwardWidth(source: Source, hiddenSize: number, gated: boolean): number {
  const whole =
    source.count('intermediate_size') ?? Math.floor((source.number('expansion_factor') ?? 4) * hiddenSize);
  const width = gated ? Math.floor(Math.floor((whole * 2) / 3) / 2) : whole;
  return ceilTo(source.count('mlp_multiple_of') ?? 1, width);
}

function normWeights(source: Source): number {
  if (/rms/.test(source.text('norm') ?? 'layernorm')) return 1;
  return (source.flag('use_bias_in_norms') ?? true) ? 2 : 1;
}
