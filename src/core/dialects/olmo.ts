import { isObject, memberValue } from '../document/node';
import { assembledFamily } from '../families/assembled';
import type { Dialect } from './dialect';
import { Canonical, decline, objectAt, Source } from './source';

/**
 * OLMo's training YAML (allenai/OLMo, olmo/config.py `ModelConfig`, olmo/model.py). `mlp_hidden_size` counts gate and
 * up together, so a SwiGLU feed-forward is half as wide.
 */
export const olmo: Dialect = {
  id: 'olmo',
  title: 'OLMo',
  read(document) {
    const model = objectAt(document, 'model');
    if (!isObject(model) || memberValue(model, 'd_model') === undefined) return undefined;
    const own = ['weight_tying', 'layer_norm_type', 'mlp_hidden_size', 'block_type', 'include_bias'];
    const source = new Source(document.root).add(model, '/model');
    if (!own.some((key) => source.has(key))) return undefined;
    if ((source.text('block_type') ?? 'sequential') !== 'sequential') {
      return decline('OLMo config', 'its block_type is not sequential, and no other is modelled');
    }
    const flag = (name: string, fallback: boolean): boolean => source.flag(name) ?? fallback;
    const width = source.count('d_model') ?? 0;
    const heads = source.count('n_heads');
    const gated = /glu/.test(source.text('activation_type') ?? 'swiglu');
    const whole = source.count('mlp_hidden_size') ?? (source.count('mlp_ratio') ?? 4) * width;
    const bias = flag('include_bias', true);
    const affine = flag('layer_norm_with_affine', true);
    const normBias = source.text('layer_norm_type') !== 'rms' && flag('bias_for_layer_norm', bias);
    const fields = new Canonical(source)
      .take({
        hidden_size: 'd_model',
        num_hidden_layers: 'n_layers',
        num_attention_heads: 'n_heads',
        num_key_value_heads: 'n_kv_heads',
        vocab_size: ['embedding_size', 'vocab_size'],
        max_position_embeddings: 'max_sequence_length',
        tie_word_embeddings: 'weight_tying',
      })
      .imply('num_key_value_heads', flag('multi_query_attention', false) ? 1 : heads, 'n_heads')
      .imply(
        'intermediate_size',
        gated ? Math.floor(whole / 2) : whole,
        'mlp_hidden_size',
        'mlp_ratio',
        'd_model',
      )
      .imply('mlp_gated', gated, 'activation_type')
      .imply('mlp_bias', bias, 'include_bias')
      .imply('qkv_bias', bias || flag('qkv_bias', false), 'include_bias')
      .imply('output_bias', bias, 'include_bias')
      .imply(
        'qk_norm',
        flag('attention_layer_norm', false) && flag('attention_layer_norm_with_affine', true)
          ? 'full'
          : undefined,
        'attention_layer_norm',
      )
      .imply('norm_weights', affine ? (normBias ? 2 : 1) : 0, 'layer_norm_with_affine')
      .imply('norms_per_layer', 2, 'd_model')
      // The class default is to share the embedding.
      .imply('tie_word_embeddings', true, 'd_model');
    return fields.config(document, 'olmo', { base: '/model', family });
  },
};

const family = assembledFamily('olmo_yaml', 'OLMo');
