import { isObject } from '../document/node';
import type { Scalar } from '../document/node';
import { assembledFamily } from '../families/assembled';
import type { Family } from '../families/family';
import type { Dialect } from './dialect';
import { Canonical, decline, declineElsewhere, elsewhereAt, objectAt, shown, Source } from './source';

/** Levanter's training YAML (stanford-crfm/levanter, src/levanter/models/*.py): `model.type` and its sizes. */
export const levanter: Dialect = {
  id: 'levanter',
  title: 'Levanter',
  read(document) {
    const model = objectAt(document, 'model');
    if (!isObject(model)) return undefined;
    const source = new Source(document.root).add(model, '/model');
    const type = source.text('type');
    const whole = new Source(document.root).add(document.root, '');
    const own = ['hidden_dim', 'seq_len', 'num_heads', 'gradient_checkpointing', 'reference_checkpoint'];
    const fromHub = whole.field('initialize_from_hf');
    if (type === undefined || !(own.some((key) => source.has(key)) || fromHub)) return undefined;
    const what = 'Levanter config';
    if (fromHub && !source.has('hidden_dim')) return declineElsewhere(what, elsewhereAt(fromHub));
    const kind = kinds[type];
    if (!kind) return decline(what, `models of type ${shown(type)} are not known to Layerwise`);
    const width = source.count('hidden_dim') ?? kind.defaults.hidden_size;
    const fields = new Canonical(source).take(names);
    if (kind.mlpScale)
      fields.imply('intermediate_size', (source.count('mlp_scale') ?? 4) * width, 'mlp_scale', 'hidden_dim');
    fields.imply('num_key_value_heads', source.count('num_heads'), 'num_heads');
    for (const [name, value] of Object.entries(kind.defaults)) fields.imply(name, value, 'type');
    if (kind.learned) fields.imply('learned_positions', source.count('seq_len') ?? 1024, 'seq_len');
    const vocabulary = fields.vocabulary(false, 'type');
    return fields.config(document, 'levanter', { family: kind.family, base: '/model', caveats: vocabulary });
  },
};

const names = {
  hidden_size: 'hidden_dim',
  num_hidden_layers: 'num_layers',
  num_attention_heads: 'num_heads',
  num_key_value_heads: 'num_kv_heads',
  head_dim: 'head_dim',
  intermediate_size: 'intermediate_dim',
  max_position_embeddings: 'seq_len',
  tie_word_embeddings: 'tie_word_embeddings',
  mlp_bias: 'use_bias',
  qkv_bias: 'use_bias',
  output_bias: 'use_bias',
} as const;

interface Kind {
  readonly family: Family;
  readonly defaults: Readonly<Record<string, Scalar>> & { readonly hidden_size: number };
  readonly learned?: boolean;
  readonly mlpScale?: boolean;
}

const llama = {
  hidden_size: 4096,
  intermediate_size: 11_008,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  num_key_value_heads: 32,
  max_position_embeddings: 2048,
  tie_word_embeddings: false,
  norm_weights: 1,
  norms_per_layer: 2,
};

const kinds: Readonly<Record<string, Kind>> = {
  llama: { family: assembledFamily('levanter_llama', 'Llama'), defaults: llama },
  mistral: {
    family: assembledFamily('levanter_mistral', 'Mistral'),
    defaults: { ...llama, intermediate_size: 14_336, num_key_value_heads: 8, max_position_embeddings: 8192 },
  },
  gpt2: {
    family: assembledFamily('levanter_gpt2', 'GPT-2'),
    learned: true,
    mlpScale: true,
    defaults: {
      hidden_size: 768,
      num_hidden_layers: 12,
      num_attention_heads: 12,
      num_key_value_heads: 12,
      max_position_embeddings: 1024,
      // The class has no head of its own.
      tie_word_embeddings: true,
      mlp_gated: false,
      mlp_bias: true,
      qkv_bias: true,
      output_bias: true,
      norm_weights: 2,
      norms_per_layer: 2,
    },
  },
};
