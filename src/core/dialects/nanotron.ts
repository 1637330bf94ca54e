import { isArray, isObject, memberValue } from '../document/node';
import { joinPointer } from '../document/pointer';
import { assembledFamily } from '../families/assembled';
import type { Caveats, Dialect } from './dialect';
import { Canonical, decline, scalarOf, Source } from './source';

/**
 * nanotron's training YAML: `model.model_config` in Hugging Face's names, and one key that says whose
 * (huggingface/nanotron, src/nanotron/config/models_config.py).
 */
export const nanotron: Dialect = {
  id: 'nanotron',
  title: 'nanotron',
  read(document) {
    const config = memberValue(memberValue(document.root, 'model'), 'model_config');
    if (!isObject(config)) return undefined;
    const base = joinPointer('', 'model', 'model_config');
    const source = new Source(document.root).add(config, base);
    const isLlama = source.flag('is_llama_config') ?? false;
    const isQwen = source.flag('is_qwen2_config') ?? false;
    if (!isLlama && !isQwen) {
      return source.has('is_starcoder2_config')
        ? decline('nanotron config', 'its Starcoder2 class is not modelled')
        : undefined;
    }
    const bias = source.flag('attention_bias') ?? false;
    const fields = new Canonical(source)
      .take({
        ...Object.fromEntries(sameNames.map((name) => [name, name])),
        sliding_window: 'sliding_window_size',
      })
      .imply('num_key_value_heads', source.count('num_attention_heads'), 'num_attention_heads')
      .imply('qkv_bias', bias, 'attention_bias')
      .imply('norm_weights', 1, 'rms_norm_eps')
      .imply('norms_per_layer', 2, 'rms_norm_eps');
    for (const [name, value] of Object.entries(defaults)) fields.imply(name, value, 'hidden_size');

    const moe = source.field('moe_config');
    const experts = new Source(document.root).add(moe?.node, moe?.pointer ?? base);
    const list = experts.field('layers')?.node;
    const chosen = isArray(list) ? list.items.map((node) => scalarOf({ node, pointer: '' })) : [-1];
    const sparse = (index: number): boolean =>
      isObject(moe?.node) && (chosen.includes(-1) || chosen.includes(index));
    if (isObject(moe?.node)) {
      fields
        .imply('num_experts', experts.count('num_experts') ?? 8, 'moe_config')
        .imply('num_experts_per_tok', experts.count('top_k') ?? 2, 'moe_config')
        .imply(
          'moe_intermediate_size',
          experts.count('moe_intermediate_size') ?? source.count('intermediate_size'),
          'intermediate_size',
        )
        .imply(
          'shared_expert_intermediate_size',
          experts.flag('enable_shared_expert')
            ? (experts.count('shared_expert_intermediate_size') ?? source.count('intermediate_size'))
            : undefined,
          'moe_config',
        );
    }
    const windowed = source.has('sliding_window_size');
    return fields.config(document, 'nanotron', {
      base,
      family: isLlama ? llama : qwen,
      layer: (index) => ({
        mixer: windowed ? 'sliding' : 'full',
        feedForward: sparse(index) ? 'moe' : 'dense',
        pointer: source.pointer('sliding_window_size', 'num_hidden_layers'),
      }),
      caveats: caveats(isObject(moe?.node)),
    });
  },
};

function caveats(sparse: boolean): Caveats {
  return sparse ? { inexact: 'the widths of its experts are taken to be intermediate_size' } : {};
}

const llama = assembledFamily('nanotron_llama', 'Llama');
const qwen = assembledFamily('nanotron_qwen2', 'Qwen2 (nanotron)');

const sameNames = [
  'hidden_size',
  'intermediate_size',
  'num_hidden_layers',
  'num_attention_heads',
  'num_key_value_heads',
  'vocab_size',
  'max_position_embeddings',
  'tie_word_embeddings',
];

/** `LlamaConfig` and `Qwen2Config`. */
const defaults = {
  hidden_size: 4096,
  intermediate_size: 11_008,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  vocab_size: 32_000,
  max_position_embeddings: 2048,
  tie_word_embeddings: false,
};
