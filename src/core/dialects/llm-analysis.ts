import { isObject } from '../document/node';
import type { Dialect } from './dialect';
import { Canonical, decline, familyOf, Source } from './source';

/**
 * llm-analysis's own dump of a model (cli99/llm-analysis, llm_analysis/config.py `ModelConfig`). It keeps `model_type`
 * and renames every size: read as a Hugging Face config, each would silently be the class's default.
 */
export const llmAnalysis: Dialect = {
  id: 'llm-analysis',
  title: 'llm-analysis',
  read(document) {
    const { root } = document;
    if (!isObject(root) || !['hidden_dim', 'n_head', 'num_layers'].every((key) => root.members.has(key))) {
      return undefined;
    }
    const source = new Source().add(root, '');
    const type = source.text('model_type');
    const family = type === undefined ? undefined : familyOf(type);
    if (!family) {
      const reason = type === undefined ? 'it does not say which architecture it is' : `${type} is not known`;
      return decline('llm-analysis model', reason);
    }
    const fields = new Canonical(source)
      .take({
        hidden_size: 'hidden_dim',
        num_hidden_layers: 'num_layers',
        num_attention_heads: 'n_head',
        num_key_value_heads: ['num_key_value_heads', 'num_key_value_groups'],
        vocab_size: 'vocab_size',
        max_position_embeddings: 'max_seq_len',
        ...Object.fromEntries(widths.map((name) => [name, 'ffn_embed_dim'])),
      })
      .imply('num_key_value_heads', source.count('n_head'), 'n_head')
      // OPT projects where the embedding is narrower; the dump says nothing of that.
      .imply('word_embed_proj_dim', source.count('hidden_dim'), 'hidden_dim');
    return fields.config(document, 'llm-analysis', {
      family,
      caveats: { inexact: 'an llm-analysis dump does not say everything that its model is made of' },
    });
  },
};

/** The names that families have for the width of the feed-forward. */
const widths = ['intermediate_size', 'ffn_dim', 'n_inner'];
