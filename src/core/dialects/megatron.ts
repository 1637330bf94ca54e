import { maximumLayers } from '../document/limits';
import {
  isArray,
  isObject,
  memberValue,
  stringValue,
  type ConfigDocument,
  type ObjectNode,
} from '../document/node';
import { joinPointer, type Pointer } from '../document/pointer';
import { assembledFamily } from '../families/assembled';
import type { Caveats, Declined, Dialect, DialectId, Field, LayerPlan, ModelConfig } from './dialect';
import {
  parseHybridPattern,
  parseIntegers,
  patternFromRatios,
  planOfLetter,
  primusPattern,
} from './megatron-pattern';
import { primusBase } from './primus';
import {
  Canonical,
  ceilTo,
  decline,
  declineElsewhere,
  elsewhereAt,
  familyOf,
  scalarOf,
  shown,
  Source,
  vocabularyElsewhere,
} from './source';

/**
 * Megatron-LM: its command line written as YAML (`MODEL_ARGS` of its own tests, or flat keys), and Primus, which adds
 * `extends`. What a key means and what is taken in its place is from megatron/training/arguments.py and
 * megatron/core/transformer/transformer_config.py.
 */
export const megatron: Dialect = {
  id: 'megatron',
  title: 'Megatron-LM',
  read(document) {
    const { root } = document;
    if (!isObject(root) || isHuggingface(root)) return undefined;
    const args = memberValue(root, 'MODEL_ARGS');
    if (isObject(args))
      return readMegatron(document, new Source(root).add(args, '/MODEL_ARGS'), 'megatron', '/MODEL_ARGS');
    const parents = ['extends', 'bases'].flatMap((key) => {
      const list = memberValue(root, key);
      return isArray(list)
        ? list.items.map((node, index): Field => ({ node, pointer: joinPointer('', key, index) }))
        : [];
    });
    const written = (keys: readonly string[]): number =>
      keys.filter((key) => root.members.has(key) || root.members.has(`--${key.replaceAll('_', '-')}`)).length;
    const isPrimus =
      parents.some(({ node }) => /\.ya?ml$/.test(stringValue(node) ?? '')) &&
      written([...tellingKeys, ...ownKeys, ...primusKeys]) > 0;
    // The telling keys alone are anybody's: one more must be Megatron's own.
    if (!isPrimus && (written(tellingKeys) < 2 || written(ownKeys) === 0)) return undefined;
    return readMegatron(document, new Source(root).add(root, ''), 'megatron', '', isPrimus ? parents : []);
  },
};

/** Hugging Face's Nemotron-H has Megatron's pattern under its own `model_type`. */
function isHuggingface({ members }: ObjectNode): boolean {
  if (members.has('architectures') || members.has('num_hidden_layers')) return true;
  const type = stringValue(members.get('model_type')?.value);
  return type !== undefined && !['gpt', 'mamba', 'deepseek_v4'].includes(type);
}

const tellingKeys = [
  'num_layers',
  'hidden_size',
  'num_attention_heads',
  'hybrid_override_pattern',
  'hybrid_layer_pattern',
];

const ownKeys = [
  'ffn_hidden_size',
  'num_query_groups',
  'kv_channels',
  'hybrid_override_pattern',
  'hybrid_layer_pattern',
  'hybrid_attention_ratio',
  'untie_embeddings_and_output_weights',
  'swiglu',
];

const primusKeys = ['tokenizer_model', 'tokenizer_type', 'norm_epsilon', 'mamba_state_dim'];

const what = 'Megatron-LM config';
const gpt = assembledFamily('megatron_gpt', 'Megatron-LM GPT');
const hybrid = assembledFamily('megatron_hybrid', 'Megatron-LM hybrid');

/** Reads Megatron's keys, from wherever its relatives keep them. */
export function readMegatron(
  document: ConfigDocument,
  source: Source,
  dialect: DialectId,
  base: Pointer,
  parents: readonly Field[] = [],
): ModelConfig | Declined | undefined {
  if (lacksDimensions(source)) {
    const isBase = parents.some(({ node }) => primusBase(stringValue(node) ?? ''));
    if (isBase) return decline(what, 'a base that other files extend: it sets switches, not dimensions');
    return declineElsewhere(
      what,
      parents.length > 0 ? parents.flatMap(elsewhereAt) : elsewhereAt(source.field('load')),
    );
  }
  for (const parent of parents) source.inherit(primusBase(stringValue(parent.node) ?? '') ?? {}, parent);
  const flag = (name: string, fallback: boolean): boolean => source.flag(name) ?? fallback;
  const notes = [
    ...(parents.length > 0
      ? [
          `Takes the rest from ${parents.map(({ node }) => shown(stringValue(node) ?? '')).join(', ')}, read as Primus's own file of that name.`,
        ]
      : []),
    ...predictionNote(source),
  ];
  if (source.text('model_type') === 'deepseek_v4') return deepseekV4(document, source, dialect, notes);

  const fields = new Canonical(source).take({
    hidden_size: 'hidden_size',
    num_attention_heads: 'num_attention_heads',
    vocab_size: ['padded_vocab_size', 'override_vocab_size'],
    max_position_embeddings: ['max_position_embeddings', 'seq_length', 'encoder_seq_length'],
    q_lora_rank: 'q_lora_rank',
    qk_nope_head_dim: 'qk_head_dim',
    qk_rope_head_dim: 'qk_pos_emb_head_dim',
    ...same('kv_lora_rank', 'v_head_dim'),
    index_n_heads: 'dsa_indexer_n_heads',
    index_head_dim: 'dsa_indexer_head_dim',
    index_topk: 'dsa_indexer_topk',
    ...same('linear_num_key_heads', 'linear_num_value_heads', 'linear_key_head_dim', 'linear_value_head_dim'),
    ...same('linear_conv_kernel_dim', 'mamba_num_heads', 'mamba_head_dim'),
    ssm_state_size: 'mamba_state_dim',
    n_groups: 'mamba_num_groups',
    conv_kernel: 'mamba_d_conv',
    num_experts: ['num_experts', 'num_moe_experts'],
    num_experts_per_tok: 'moe_router_topk',
    moe_intermediate_size: ['moe_ffn_hidden_size', 'ffn_hidden_size'],
    shared_expert_intermediate_size: 'moe_shared_expert_intermediate_size',
    intermediate_size: 'ffn_hidden_size',
    head_dim: 'kv_channels',
  });
  const hiddenSize = source.count('hidden_size') ?? 0;
  const heads = source.count('num_attention_heads');
  const rms = /rms/i.test(source.text('normalization') ?? 'LayerNorm');
  const activation = source.text('activation') ?? '';
  const gated = flag('swiglu', /glu/.test(activation));
  const bias = source.has('disable_bias_linear')
    ? !flag('disable_bias_linear', false)
    : (source.flag('bias') ?? flag('add_bias_linear', true));
  const grouped = flag('group_query_attention', false);
  if (dialect === 'nemo' || grouped) fields.take({ num_key_value_heads: 'num_query_groups' });
  // The command line's own default; a file that extends others has one written there.
  if (grouped && dialect === 'megatron' && parents.length === 0)
    fields.imply('num_key_value_heads', 1, 'group_query_attention');
  const tied = source.has('share_embeddings_and_output_weights')
    ? flag('share_embeddings_and_output_weights', true)
    : !flag('untie_embeddings_and_output_weights', false);
  // A vocabulary is padded to a multiple, times the tensor-parallel size (`vocab_size_with_padding`).
  const vocabulary = source.count('vocab_size');
  const multiple =
    (source.count('make_vocab_size_divisible_by') ?? 128) * (source.count('tensor_model_parallel_size') ?? 1);
  fields.imply('vocab_size', vocabulary && ceilTo(multiple, vocabulary), 'vocab_size');
  const noVocabulary = !fields.has('vocab_size');
  fields
    .imply('vocab_size', 1, 'tokenizer_model', 'tokenizer_type')
    // `args.ffn_hidden_size`: two thirds in multiples of 64 where a gate takes its share.
    .imply('intermediate_size', feedForwardWidth(hiddenSize, gated, dialect), 'hidden_size')
    .imply('moe_intermediate_size', feedForwardWidth(hiddenSize, gated, dialect), 'hidden_size')
    .imply('num_experts_per_tok', fields.has('num_experts') ? 2 : undefined, 'num_experts')
    .imply('head_dim', heads === undefined ? undefined : Math.floor(hiddenSize / heads), 'hidden_size')
    .imply('num_key_value_heads', heads, 'num_attention_heads')
    .imply('norm_weights', rms ? 1 : 2, 'normalization', 'hidden_size')
    .imply('mlp_gated', gated, 'swiglu', 'activation')
    .imply('mlp_bias', bias, 'disable_bias_linear', 'add_bias_linear', 'bias')
    .imply('expert_bias', bias, 'disable_bias_linear', 'add_bias_linear', 'bias')
    .imply('output_bias', bias, 'disable_bias_linear', 'add_bias_linear', 'bias')
    .imply(
      'qkv_bias',
      bias || flag('add_qkv_bias', false) || flag('qkv_bias', false),
      'add_qkv_bias',
      'qkv_bias',
    )
    .imply('qk_norm', flag('qk_layernorm', false) ? 'head' : undefined, 'qk_layernorm')
    .imply('latent_norms', flag('qk_layernorm', false), 'qk_layernorm')
    .imply('attention_output_gate', flag('attention_output_gate', false), 'attention_output_gate')
    .imply('shared_expert_gate', flag('moe_shared_expert_gate', false), 'moe_shared_expert_gate')
    .imply('tie_word_embeddings', tied, 'untie_embeddings_and_output_weights');
  const positions = source.text('position_embedding_type') ?? 'learned_absolute';
  const rotary = flag('use_rotary_position_embeddings', false) || flag('no_position_embedding', false);
  if (positions === 'learned_absolute' && !rotary) {
    fields.imply(
      'learned_positions',
      source.count('max_position_embeddings', 'encoder_seq_length'),
      'max_position_embeddings',
    );
  }
  for (const [name, value] of Object.entries(classDefaults)) fields.imply(name, value, 'hidden_size');

  if (source.number('moe_router_group_topk'))
    fields.take({ n_group: 'moe_router_num_groups', topk_group: 'moe_router_group_topk' });

  const letters = hybridLetters(source, parents.length > 0);
  if (!letters && hasRatiosOutOfRange(source))
    return decline(
      what,
      'its hybrid ratios are not between 0 and 1 together, which Megatron refuses',
      source,
    );
  const plan = letters
    ? hybridPlan(source, letters, flag('multi_latent_attention', false), fields)
    : layerPlan(source, flag('multi_latent_attention', false), fields);
  if ('declined' in plan) return plan;
  if (letters) {
    const expand = source.count('mamba_expand') ?? 2;
    const headDim = source.count('mamba_head_dim') ?? 64;
    fields
      .replace('num_hidden_layers', plan.count, letters.key)
      .imply('mamba_num_heads', Math.floor((hiddenSize * expand) / headDim), 'mamba_head_dim', 'hidden_size')
      // One norm and one thing in a layer.
      .imply('norms_per_layer', 1, 'hidden_size');
  } else {
    fields.take({ num_hidden_layers: 'num_layers' }).imply('norms_per_layer', 2, 'hidden_size');
  }
  return fields.config(document, dialect, {
    family: letters ? hybrid : gpt,
    base,
    layer: plan.layer,
    caveats: caveats([...notes, ...plan.notes], noVocabulary, plan.inexact),
  });
}

const same = (...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, name]));

/** `TransformerConfig` and `MLATransformerConfig`. */
const classDefaults = {
  kv_lora_rank: 512,
  qk_nope_head_dim: 128,
  qk_rope_head_dim: 64,
  v_head_dim: 128,
  linear_num_key_heads: 16,
  linear_num_value_heads: 32,
  linear_key_head_dim: 128,
  linear_value_head_dim: 128,
  linear_conv_kernel_dim: 4,
  mamba_head_dim: 64,
  ssm_state_size: 128,
  n_groups: 8,
  conv_kernel: 4,
};

function caveats(notes: readonly string[], noVocabulary: boolean, inexact: string | undefined): Caveats {
  const vocabulary = vocabularyElsewhere;
  return {
    notes: [...(noVocabulary ? [`Parameters: ${vocabulary}.`] : []), ...notes],
    ...(noVocabulary ? { noVocabulary, inexact: vocabulary } : inexact !== undefined && { inexact }),
  };
}

function lacksDimensions(source: Source): boolean {
  return (
    !source.has('hidden_size') ||
    !(source.has('num_layers') || source.has('hybrid_layer_pattern') || source.has('hybrid_override_pattern'))
  );
}

function feedForwardWidth(hiddenSize: number, gated: boolean, dialect: DialectId): number {
  // arguments.py; NeMo takes four times whatever the activation.
  return gated && dialect !== 'nemo'
    ? Math.floor(Math.floor((4 * hiddenSize * 2) / 3) / 64) * 64
    : 4 * hiddenSize;
}

function predictionNote(source: Source): string[] {
  const depth = source.count('mtp_num_layers');
  return depth === undefined
    ? []
    : [`${depth} multi-token prediction layer${depth === 1 ? '' : 's'} (mtp_num_layers) left out.`];
}

interface Letters {
  readonly key: string;
  readonly text: string;
}

/** The letters of a hybrid: written, or from ratios; undefined for a GPT. */
function hybridLetters(source: Source, isPrimus: boolean): Letters | undefined {
  for (const key of ['hybrid_layer_pattern', 'hybrid_override_pattern']) {
    const text = source.text(key);
    if (text !== undefined && text !== '') return { key, text };
  }
  const [attention, mlp] = hybridRatios(source);
  const count = source.count('num_layers') ?? 0;
  if (hasRatiosOutOfRange(source) || count === 0 || count > maximumLayers) return undefined;
  const key = source.has('hybrid_attention_ratio') ? 'hybrid_attention_ratio' : 'num_layers';
  if (isPrimus && source.flag('is_hybrid_model')) return { key, text: primusPattern(count, attention) };
  if (attention > 0 || mlp > 0) return { key, text: patternFromRatios(count, attention, mlp) };
  return undefined;
}

function hasRatiosOutOfRange(source: Source): boolean {
  const ratios = hybridRatios(source);
  return ratios.some((ratio) => ratio < 0 || ratio > 1) || ratios[0] + ratios[1] > 1;
}

/** Shares of attention and of MLP layers among all; 0 where they are not written. */
export function hybridRatios(keys: Pick<Source, 'number'>): [attention: number, mlp: number] {
  return [keys.number('hybrid_attention_ratio') ?? 0, keys.number('hybrid_mlp_ratio') ?? 0];
}

interface Plan {
  readonly count: number;
  readonly layer: (index: number) => LayerPlan;
  readonly notes: readonly string[];
  readonly inexact?: string;
}

function hybridPlan(
  source: Source,
  { key, text }: Letters,
  multiLatent: boolean,
  fields: Canonical,
): Plan | Declined {
  const pattern = parseHybridPattern(text);
  if (pattern.unknown.length > 0) {
    const list = pattern.unknown.slice(0, 5).map((letter) => `"${letter.replaceAll(/[$`]/g, '')}"`);
    return decline(what, `${key} has ${list.join(', ')}; Megatron knows M, G, *, +, D, - and E`, source);
  }
  if (pattern.mixesLatentAndPlain) {
    return decline(what, `${key} has * beside + or D, which Megatron refuses`, source);
  }
  if (!fields.has('num_experts') && pattern.letters.includes('E')) {
    return decline(what, `${key} has E layers, and num_experts is not written`, source);
  }
  const pointer = source.pointer(key);
  // Primus has a stack per mixer, and a training file, not the model file, says which (`spec`).
  const linear =
    source.has('linear_num_key_heads') && pattern.letters.includes('M') && !pattern.letters.includes('G');
  const letterOf = (letter: string | undefined) => {
    const plan = planOfLetter(letter);
    if (plan.mixer === 'full' && multiLatent) return { ...plan, mixer: 'mla' };
    return plan.mixer === 'mamba2' && linear ? { ...plan, mixer: 'gated-deltanet' } : plan;
  };
  const depths = pattern.predictionDepths;
  return {
    count: pattern.letters.length,
    layer: (index) => ({ ...letterOf(pattern.letters[index]), pointer }),
    notes: [
      ...(linear
        ? [
            'M layers read as Gated DeltaNet, whose keys are written; the training config says which mixer it is (`spec`). Kimi Delta Attention has a state of the same size and other weights.',
          ]
        : []),
      ...(depths > 0
        ? [`${depths} multi-token prediction layer group${depths === 1 ? '' : 's'} behind "/" left out.`]
        : []),
    ],
    ...(linear && { inexact: 'which mixer an M layer is, is not in this file' }),
  };
}

/** A GPT: which layers have experts, linear attention or a window. */
function layerPlan(source: Source, multiLatent: boolean, fields: Canonical): Plan | Declined {
  const count = source.count('num_layers') ?? 0;
  const pointer = source.pointer('num_layers');
  const sparse = fields.has('num_experts')
    ? layerPattern(source, 'moe_layer_freq', (n) => (i) => i % n === 0)
    : undefined;
  const linear =
    source.text('experimental_attention_variant') === 'gated_delta_net'
      ? layerPattern(source, 'linear_attention_freq', (n) => (i) => (i + 1) % n !== 0)
      : undefined;
  // (left, right): a token sees itself and `left` before it.
  const window = source.field('window_size');
  const left = windowOf(window);
  if (left !== undefined) fields.imply('sliding_window', left + 1, 'window_size');
  const windowed =
    left === undefined
      ? undefined
      : layerPattern(source, 'window_attn_skip_freq', (n) => (i) => (i + 1) % n !== 0);
  for (const pattern of [sparse, linear, windowed]) {
    if (pattern && 'declined' in pattern) return pattern;
  }
  const dsa = source.text('experimental_attention_variant') === 'dsa';
  const softmax = dsa ? 'dsa' : multiLatent ? 'mla' : 'full';
  const is = (pattern: typeof sparse, index: number): boolean =>
    pattern !== undefined && 'is' in pattern && pattern.is(index);
  return {
    count,
    notes: [],
    layer: (index) => ({
      mixer: is(linear, index) ? 'gated-deltanet' : is(windowed, index) ? 'sliding' : softmax,
      feedForward: is(sparse, index) ? 'moe' : 'dense',
      pointer: (linear ?? windowed ?? sparse)?.pointer ?? pointer,
    }),
  };
}

function windowOf(window: Field | undefined): number | undefined {
  const value = scalarOf(window);
  const first = isArray(window?.node)
    ? scalarOf(window.node.items[0] && { node: window.node.items[0], pointer: '' })
    : typeof value === 'string'
      ? Number(/^\(?\s*(\d+)/.exec(value)?.[1] ?? Number.NaN)
      : value;
  return typeof first === 'number' && Number.isSafeInteger(first) && first >= 0 ? first : undefined;
}

type Pattern =
  | { readonly is: (index: number) => boolean; readonly pointer: Pointer | undefined }
  | (Declined & { pointer?: undefined });

/** A frequency N, or a list of zeros and ones, of which a list must have an entry for each layer. */
function layerPattern(
  source: Source,
  key: string,
  every: (n: number) => (index: number) => boolean,
): Pattern {
  const field = source.field(key);
  if (!field) return { is: () => true, pointer: undefined };
  const value = scalarOf(field);
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number > 0) {
    return { is: every(number), pointer: field.pointer };
  }
  const list = isArray(field.node)
    ? field.node.items.map((node) => Number(scalarOf({ node, pointer: '' })))
    : typeof value === 'string'
      ? parseIntegers(value)
      : undefined;
  if (!list || list.length !== source.number('num_layers')) {
    return decline(what, `${key} is no number and no list of an entry per layer`);
  }
  return { is: (index) => list[index] === 1, pointer: field.pointer };
}

/** DeepSeek-V4 in Primus, whose keys are Megatron's and whose model is DeepSeek's. */
function deepseekV4(
  document: ConfigDocument,
  source: Source,
  dialect: DialectId,
  notes: readonly string[],
): ModelConfig | Declined {
  const family = familyOf('deepseek_v4');
  if (!family) return decline(what, 'DeepSeek-V4 is not known to Layerwise yet');
  const ratios = source.text('compress_ratios');
  const fields = new Canonical(source)
    .take({
      ...same('hidden_size', 'num_attention_heads', 'vocab_size', 'max_position_embeddings', 'q_lora_rank'),
      ...same('o_lora_rank', 'o_groups', 'index_topk', 'index_head_dim', 'index_n_heads', 'num_hash_layers'),
      ...same('hc_mult', 'num_experts_per_tok'),
      num_hidden_layers: 'num_layers',
      head_dim: 'kv_channels',
      qk_rope_head_dim: 'qk_pos_emb_head_dim',
      moe_intermediate_size: 'moe_ffn_hidden_size',
      n_routed_experts: 'num_experts',
      sliding_window: 'attn_sliding_window',
    })
    .imply('num_key_value_heads', 1, 'num_query_groups')
    .imply('num_experts_per_tok', source.count('moe_router_topk') ?? 6, 'moe_router_topk')
    .imply('n_shared_experts', 1, 'moe_shared_expert_intermediate_size')
    .imply('compress_ratios', ratios === undefined ? undefined : parseIntegers(ratios), 'compress_ratios')
    .imply('tie_word_embeddings', false, 'hidden_size');
  const noVocabulary = !fields.has('vocab_size');
  fields.imply('vocab_size', 1, 'tokenizer_model');
  return fields.config(document, dialect, { family, caveats: caveats(notes, noVocabulary, undefined) });
}
