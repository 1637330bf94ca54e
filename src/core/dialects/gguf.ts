import { isArray, isObject, memberValue, type ConfigNode, type ObjectNode } from '../document/node';
import { joinPointer } from '../document/pointer';
import { assembledFamily } from '../families/assembled';
import type { Dialect, Field, LayerPlan } from './dialect';
import { Canonical, decline, scalarOf, shown, Source } from './source';

/**
 * The metadata of a GGUF file as JSON: one key per value, as huggingface.js gives it, or `{ "type", "value" }` under
 * `metadata`, as `gguf-dump --json` writes it. Names are of ggml-org/llama.cpp, gguf-py/gguf/constants.py; what each
 * architecture builds of them is src/llama-model.cpp.
 *
 * Metadata do not say which biases and norms there are, so weights are counted only where the architecture fixes them.
 */
export const gguf: Dialect = {
  id: 'gguf',
  title: 'GGUF metadata',
  read(document) {
    const { root } = document;
    const place = ['metadata', 'kv', 'kv_metadata'].find((key) => holdsMetadata(memberValue(root, key)));
    const node = place === undefined ? root : memberValue(root, place);
    if (!isObject(node) || !holdsMetadata(node)) return undefined;
    const base = place === undefined ? '' : joinPointer('', place);
    const name = scalarOf(valueAt(node, base, 'general.architecture'));
    const what = 'GGUF metadata';
    if (typeof name !== 'string') return decline(what, 'general.architecture is no name');
    const kind = architectures[name];
    if (!kind) return decline(what, `the architecture ${shown(name)} is not known to Layerwise in GGUF`);
    const own = new Map<string, Field>();
    for (const key of node.members.keys()) {
      const field = key.startsWith(`${name}.`) ? valueAt(node, base, key) : undefined;
      if (field) own.set(key.slice(name.length + 1), field);
    }
    const source = Source.of(own, joinPointer(base, 'general.architecture'));
    const heads = perLayer(source.field('attention.head_count_kv'));
    const fields = new Canonical(source).take(names);
    if (heads) fields.drop('num_key_value_heads');
    const tokens = valueAt(node, base, 'tokenizer.ggml.tokens');
    const listed =
      isArray(tokens?.node) && tokens.node.items.length > 0 ? tokens.node.items.length : undefined;
    fields
      .imply(
        'num_key_value_heads',
        heads?.find((count) => count > 0),
        'attention.head_count_kv',
      )
      .imply('num_key_value_heads', source.count('attention.head_count'), 'attention.head_count')
      .imply('norm_weights', source.has('attention.layer_norm_rms_epsilon') ? 1 : 2, 'block_count')
      .imply('vocab_size', listed, 'vocab_size', 'block_count');
    // llama.cpp derives these from the inner width (`llama_hparams`).
    const inner = source.count('ssm.inner_size');
    const rank = source.count('ssm.time_step_rank');
    if (inner !== undefined && rank !== undefined) {
      fields
        .imply('mamba_num_heads', rank, 'ssm.time_step_rank')
        .imply('mamba_head_dim', Math.floor(inner / rank), 'ssm.inner_size');
      fields
        .imply('linear_num_value_heads', rank, 'ssm.time_step_rank')
        .imply('linear_value_head_dim', Math.floor(inner / rank), 'ssm.inner_size');
    }
    if (kind.latent) {
      const rope = source.count('rope.dimension_count') ?? 64;
      const key = source.count('attention.key_length_mla', 'attention.key_length');
      fields
        .imply(
          'qk_nope_head_dim',
          key === undefined ? undefined : key - rope,
          'attention.key_length_mla',
          'attention.key_length',
        )
        .imply(
          'v_head_dim',
          source.count('attention.value_length_mla', 'attention.value_length'),
          'attention.value_length_mla',
          'attention.value_length',
        );
    }
    const hidden = source.count('embedding_length');
    if (inner !== undefined && hidden !== undefined) fields.imply('expand', inner / hidden, 'ssm.inner_size');
    const known = fields.has('vocab_size');
    const vocabulary = known ? {} : fields.vocabulary(false, 'block_count');
    return fields.config(document, 'gguf', {
      family: kind.family,
      base,
      layer: plan(source, kind, heads),
      caveats: {
        inexact: 'GGUF metadata do not say which biases, norms and heads the tensors hold',
        ...vocabulary,
        notes: known ? [] : ['The vocabulary is not in this dump: embedding and head are left out.'],
      },
    });
  },
};

interface Architecture {
  readonly family: ReturnType<typeof assembledFamily>;
  /** Mixer of a layer that keeps no keys: what `head_count_kv` 0 and the interval leave. */
  readonly linear?: string;
  readonly latent?: boolean;
  /** Windowed layers by turns, where no list says so: `period` − 1 of them to a full one. */
  readonly windowPeriod?: number;
}

function softmax(title: string, more: Omit<Architecture, 'family'> = {}): Architecture {
  return { family: assembledFamily(`gguf_${title.toLowerCase().replaceAll(/\W+/g, '_')}`, title), ...more };
}

const architectures: Readonly<Record<string, Architecture>> = {
  llama: softmax('Llama'),
  qwen2: softmax('Qwen2'),
  qwen2moe: softmax('Qwen2 MoE'),
  qwen3: softmax('Qwen3'),
  qwen3moe: softmax('Qwen3 MoE'),
  qwen3next: softmax('Qwen3-Next', { linear: 'gated-deltanet' }),
  qwen35: softmax('Qwen3.5', { linear: 'gated-deltanet' }),
  qwen35moe: softmax('Qwen3.5 MoE', { linear: 'gated-deltanet' }),
  phi3: softmax('Phi-3'),
  gemma: softmax('Gemma'),
  gemma2: softmax('Gemma 2', { windowPeriod: 2 }),
  gemma3: softmax('Gemma 3', { windowPeriod: 6 }),
  granite: softmax('Granite'),
  granitehybrid: softmax('Granite 4', { linear: 'mamba2' }),
  jamba: softmax('Jamba', { linear: 'mamba1' }),
  mamba: softmax('Mamba', { linear: 'mamba1' }),
  mamba2: softmax('Mamba-2', { linear: 'mamba2' }),
  'gpt-oss': softmax('gpt-oss', { windowPeriod: 2 }),
  deepseek2: softmax('DeepSeek', { latent: true }),
  glm4moe: softmax('GLM-4.5'),
  olmo2: softmax('OLMo 2'),
  smollm3: softmax('SmolLM3'),
  'minimax-m2': softmax('MiniMax-M2'),
  starcoder2: softmax('StarCoder2'),
};

const names = {
  num_hidden_layers: 'block_count',
  hidden_size: 'embedding_length',
  max_position_embeddings: 'context_length',
  intermediate_size: 'feed_forward_length',
  num_attention_heads: 'attention.head_count',
  num_key_value_heads: 'attention.head_count_kv',
  head_dim: 'attention.key_length',
  sliding_window: 'attention.sliding_window',
  vocab_size: 'vocab_size',
  num_experts: 'expert_count',
  num_experts_per_tok: 'expert_used_count',
  moe_intermediate_size: ['expert_feed_forward_length', 'feed_forward_length'],
  shared_expert_intermediate_size: 'expert_shared_feed_forward_length',
  q_lora_rank: 'attention.q_lora_rank',
  kv_lora_rank: 'attention.kv_lora_rank',
  qk_rope_head_dim: 'rope.dimension_count',
  conv_kernel: 'ssm.conv_kernel',
  linear_conv_kernel_dim: 'ssm.conv_kernel',
  state_size: 'ssm.state_size',
  ssm_state_size: 'ssm.state_size',
  linear_key_head_dim: 'ssm.state_size',
  n_groups: 'ssm.group_count',
  linear_num_key_heads: 'ssm.group_count',
  time_step_rank: 'ssm.time_step_rank',
} as const;

function holdsMetadata(node: ConfigNode | undefined): boolean {
  return memberValue(node, 'general.architecture') !== undefined;
}

/** A value, or what stands under `value` in an object around it. */
function valueAt(node: ObjectNode, base: string, key: string): Field | undefined {
  const value = memberValue(node, key);
  if (!value) return undefined;
  const pointer = joinPointer(base, key);
  if (!isObject(value)) return { node: value, pointer };
  const inner = memberValue(value, 'value');
  return inner && { node: inner, pointer: joinPointer(pointer, 'value') };
}

/** `head_count_kv` may have a number per layer, 0 for one without keys. */
function perLayer(field: Field | undefined): number[] | undefined {
  return isArray(field?.node)
    ? field.node.items.map((node) => Number(scalarOf({ node, pointer: '' }) ?? 0))
    : undefined;
}

function plan(
  source: Source,
  kind: Architecture,
  heads: readonly number[] | undefined,
): (index: number) => LayerPlan {
  const interval = source.count('full_attention_interval');
  const windowed =
    source.has('attention.sliding_window') && (source.number('attention.sliding_window') ?? 0) > 0;
  const list = source.field('attention.sliding_window_pattern');
  const flags = isArray(list?.node)
    ? list.node.items.map((node) => scalarOf({ node, pointer: '' }))
    : undefined;
  const period = source.count('attention.sliding_window_pattern') ?? kind.windowPeriod;
  const leading = source.number('leading_dense_block_count') ?? 0;
  const sparse = (source.count('expert_count') ?? 0) > 0;
  const hasFeedForward =
    (source.count('feed_forward_length') ?? source.count('expert_feed_forward_length') ?? 0) > 0;
  const isLinear = (index: number): boolean => {
    if (kind.linear === undefined) return false;
    if (heads) return heads[index] === 0;
    if (interval !== undefined) return (index + 1) % interval !== 0;
    return (source.number('attention.head_count') ?? 0) === 0;
  };
  const isWindowed = (index: number): boolean => {
    if (!windowed) return false;
    if (flags) return flags[index] === true || flags[index] === 1;
    return period === undefined ? true : (index + 1) % period !== 0;
  };
  return (index) => ({
    mixer: isLinear(index) ? kind.linear! : kind.latent ? 'mla' : isWindowed(index) ? 'sliding' : 'full',
    feedForward: !hasFeedForward ? 'none' : sparse && index >= leading ? 'moe' : 'dense',
    pointer: heads
      ? joinPointer(source.pointer('attention.head_count_kv'), index)
      : source.pointer('full_attention_interval', 'block_count'),
  });
}
