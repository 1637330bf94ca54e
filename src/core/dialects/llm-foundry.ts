import { isObject } from '../document/node';
import { assembledFamily } from '../families/assembled';
import type { Dialect } from './dialect';
import { Canonical, declineElsewhere, elsewhereAt, objectAt, Source } from './source';

/**
 * llm-foundry's training YAML: an MPT of its own sizes (mosaicml/llm-foundry,
 * llmfoundry/models/mpt/configuration_mpt.py), or the name of a model on the hub.
 */
export const llmFoundry: Dialect = {
  id: 'llm-foundry',
  title: 'llm-foundry',
  read(document) {
    const model = objectAt(document, 'model');
    if (!isObject(model)) return undefined;
    const source = new Source(document.root).add(model, '/model');
    const name = source.text('name') ?? '';
    const isHub = name.startsWith('hf_') && source.has('pretrained_model_name_or_path');
    if (isHub) {
      const named = elsewhereAt(source.field('pretrained_model_name_or_path'));
      return declineElsewhere('llm-foundry training config', named);
    }
    if (name !== 'mpt_causal_lm') return undefined;
    const attention = new Source(document.root).add(
      objectAt(document, 'model', 'attn_config'),
      '/model/attn_config',
    );
    const feedForward = new Source(document.root).add(
      objectAt(document, 'model', 'ffn_config'),
      '/model/ffn_config',
    );
    const width = source.count('d_model') ?? 2048;
    const heads = source.count('n_heads') ?? 16;
    const bias = !(source.flag('no_bias') ?? false);
    const type = attention.text('attn_type');
    const ropes = attention.flag('alibi') === true || attention.flag('rope') === true;
    const window = attention.number('sliding_window_size') ?? -1;
    const gated = feedForward.text('ffn_type') === 'mptglu';
    const fields = new Canonical(source)
      .take({
        hidden_size: 'd_model',
        num_hidden_layers: 'n_layers',
        num_attention_heads: 'n_heads',
        vocab_size: 'vocab_size',
        max_position_embeddings: 'max_seq_len',
        tie_word_embeddings: 'tie_word_embeddings',
      })
      .imply('hidden_size', width, 'name')
      .imply('num_hidden_layers', 24, 'name')
      .imply('num_attention_heads', heads, 'name')
      .imply('vocab_size', 50_368, 'name')
      .imply(
        'num_key_value_heads',
        type === 'multiquery_attention' ? 1 : (attention.count('kv_n_heads') ?? heads),
        'attn_config',
        'n_heads',
      )
      .imply(
        'intermediate_size',
        feedForward.count('ffn_hidden_size') ?? Math.floor((source.number('expansion_ratio') ?? 4) * width),
        'expansion_ratio',
        'd_model',
      )
      .imply('sliding_window', window > 0 ? window : undefined, 'attn_config')
      .imply('mlp_gated', gated, 'ffn_config')
      .imply('mlp_bias', bias, 'no_bias')
      .imply('qkv_bias', bias, 'no_bias')
      .imply('output_bias', bias, 'no_bias')
      .imply('norm_weights', /rms/.test(source.text('norm_type') ?? '') || !bias ? 1 : 2, 'norm_type')
      .imply('norms_per_layer', 2, 'd_model')
      .imply('tie_word_embeddings', true, 'name');
    if (!ropes && (source.flag('learned_pos_emb') ?? true)) {
      fields.imply('learned_positions', source.count('max_seq_len') ?? 2048, 'max_seq_len');
    }
    return fields.config(document, 'llm-foundry', {
      base: '/model',
      family,
      layer: () => ({
        mixer: window > 0 ? 'sliding' : 'full',
        feedForward: 'dense',
        pointer: source.pointer('n_layers', 'name'),
      }),
      ...(attention.flag('qk_ln') && { caveats: { inexact: 'norms on queries and keys are not counted' } }),
    });
  },
};

const family = assembledFamily('mpt_llmfoundry', 'MPT');
