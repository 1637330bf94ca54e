/** The ways in which people break configs, each as a change of one thing. */
import { removeMember, renameKey, setValue, type Value } from '../../src/core/document/edit';
import { isObject, stringValue, type ConfigNode } from '../../src/core/document/node';
import { joinPointer, locate, splitPointer, type Pointer } from '../../src/core/document/pointer';
import type { Mutated, Subject } from './subject';

export interface Mutation {
  /** What is done, in a few words. */
  readonly name: string;
  /** What comes of it when nobody notices. */
  readonly effect: string;
  /** Undefined where the config has nothing of the kind to break, or would still be right. */
  readonly apply: (subject: Subject) => Mutated | undefined;
  /** The field may be one that the model does not read, or the default may be the same: then nothing is broken. */
  readonly mayBeHarmless?: true;
}

/** Sets fields that the config writes; a function of the old number, undefined to leave the config alone. */
function numbers(
  field: string,
  change: (value: number, subject: Subject) => Value | undefined,
  ...alsoAt: readonly string[]
): Mutation['apply'] {
  return (subject) => {
    const value = subject.number(field);
    const after = value === undefined ? undefined : change(value, subject);
    if (after === undefined) return undefined;
    return set(subject, subject.pointer(field), after, ...alsoAt.map((other) => subject.pointer(other)));
  };
}

function set(subject: Subject, pointer: Pointer, value: Value, ...alsoAt: readonly Pointer[]): Mutated {
  return { edits: setValue(subject.document, pointer, value), at: [pointer, ...alsoAt] };
}

/** Where a finding about a missing key may stand: where it would be, its object, or what says which model it is. */
function missingAt(subject: Subject, pointer: Pointer): Pointer[] {
  const named = ['', subject.base].flatMap((base) => [`${base}/model_type`, `${base}/architectures`]);
  return [pointer, pointer.slice(0, pointer.lastIndexOf('/')), ...named];
}

/** Takes a field out; what is missing has its place in the object that it would stand in. */
function removed(field: string, ...alsoAt: readonly string[]): Mutation['apply'] {
  return (subject) => {
    const pointer = subject.pointer(field);
    if (subject.node(field) === undefined) return undefined;
    const others = alsoAt.map((other) => subject.pointer(other));
    return {
      edits: removeMember(subject.document, pointer),
      at: [...missingAt(subject, pointer), ...others],
    };
  };
}

function misspelt(
  field: string,
  spell: (key: string) => string,
  ...alsoAt: readonly string[]
): Mutation['apply'] {
  return (subject) => {
    const pointer = subject.pointer(field);
    if (subject.node(field) === undefined) return undefined;
    const key = splitPointer(pointer).at(-1)!;
    const parent = pointer.slice(0, pointer.lastIndexOf('/'));
    return {
      edits: renameKey(subject.document, pointer, spell(key)),
      at: [
        joinPointer(parent, spell(key)),
        ...missingAt(subject, pointer),
        ...alsoAt.map((other) => subject.pointer(other)),
      ],
    };
  };
}

/** The text of a field, changed. */
function texts(
  fields: readonly string[],
  change: (text: string) => string | undefined,
  ...alsoAt: readonly string[]
): Mutation['apply'] {
  return (subject) => {
    for (const field of fields) {
      const text = subject.scalar(field);
      const after = typeof text === 'string' ? change(text) : undefined;
      if (after !== undefined)
        return set(subject, subject.pointer(field), after, ...alsoAt.map((other) => subject.pointer(other)));
    }
    return undefined;
  };
}

const valueOf = (node: ConfigNode): unknown => (node.type === 'scalar' ? node.value : undefined);

const withoutMiddle = (text: string): string => {
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + text.slice(middle + 1);
};

const layerLists = ['layer_types', 'layers_block_type'];

/** The list that says what each layer is, as long as the model is deep. */
function layerList(subject: Subject): { pointer: Pointer; items: readonly ConfigNode[] } | undefined {
  const field = layerLists.find((name) => subject.items(name).length > 2);
  return field === undefined ? undefined : { pointer: subject.pointer(field), items: subject.items(field) };
}

function onLayerList(
  change: (items: readonly string[], subject: Subject) => readonly string[] | undefined,
  ...alsoAt: readonly string[]
): Mutation['apply'] {
  return (subject) => {
    const list = layerList(subject);
    const values = list?.items.map((item) => stringValue(item) ?? '');
    const after = values && change(values, subject);
    if (!list || !after) return undefined;
    return set(subject, list.pointer, after, ...alsoAt.map((other) => subject.pointer(other)));
  };
}

/** Fields that count every how many layers something comes. */
const intervals = [
  'full_attention_interval',
  'sliding_window_pattern',
  'attn_layer_period',
  'no_rope_layer_interval',
  'interleave_moe_layer_step',
  'decoder_sparse_step',
  'expert_layer_period',
];

const kimiLists = ['linear_attn_config.full_attn_layers', 'linear_attn_config.kda_layers'] as const;

function onKimiLists(change: (full: number[], kda: number[]) => [number[], number[]]): Mutation['apply'] {
  return (subject) => {
    const lists = kimiLists.map((field) =>
      subject.items(field).flatMap((item) => (item.type === 'scalar' ? [Number(item.value)] : [])),
    );
    const [full, kda] = lists;
    if (!full?.length || !kda?.length) return undefined;
    const after = change(full, kda);
    const pointers = kimiLists.map((field) => subject.pointer(field));
    return {
      edits: pointers.flatMap((pointer, index) => setValue(subject.document, pointer, after[index]!)),
      at: [...pointers, pointers[0]!.slice(0, pointers[0]!.lastIndexOf('/'))],
    };
  };
}

const nemotronPattern = ['hybrid_override_pattern'];
const experts = ['num_experts', 'num_local_experts', 'n_routed_experts', 'moe_num_experts'];
const perToken = ['num_experts_per_tok', 'moe_topk', 'moe_k'];

const firstOf = (subject: Subject, fields: readonly string[]): string | undefined =>
  fields.find((field) => subject.number(field) !== undefined);

const ropeFields = ['rope_scaling', 'rope_parameters'];

/** A scaling that says by what factor: of the model, or of one kind of its layers. */
function ropeWith(subject: Subject, key: string): Pointer | undefined {
  for (const field of ropeFields) {
    const node = subject.node(field);
    if (!isObject(node)) continue;
    const pointer = subject.pointer(field);
    if (node.members.has(key)) return pointer;
    for (const { key: inner, value } of node.members.values())
      if (isObject(value) && value.members.has(key)) return joinPointer(pointer, inner);
  }
  return undefined;
}

function onRope(
  key: string,
  change: (subject: Subject, pointer: Pointer) => Mutated | undefined,
): Mutation['apply'] {
  return (subject) => {
    const rope = ropeWith(subject, key);
    return rope === undefined ? undefined : change(subject, rope);
  };
}

/** The whole file's own member, wherever the model's fields stand. */
function rootText(subject: Subject, key: string): string | undefined {
  return stringValue(locate(subject.document.root, joinPointer('', key))?.node);
}

const heads = ['num_attention_heads', 'num_key_value_heads'] as const;

export const mutations: readonly Mutation[] = [
  // Layer lists and patterns
  {
    name: 'delete an entry of the layer list',
    effect: 'refused at load, or the pattern shifts by one',
    apply: onLayerList((items) => items.toSpliced(Math.floor(items.length / 2), 1), 'num_hidden_layers'),
  },
  {
    name: 'duplicate an entry of the layer list',
    effect: 'refused at load, or the pattern shifts by one',
    apply: onLayerList(
      (items) => items.toSpliced(Math.floor(items.length / 2), 0, items[Math.floor(items.length / 2)]!),
      'num_hidden_layers',
    ),
  },
  {
    name: 'misspell an entry of the layer list',
    effect: 'refused at load',
    apply: onLayerList((items) => items.with(1, withoutMiddle(items[1]!))),
  },
  {
    name: 'swap two unlike entries of the layer list',
    effect: 'a pattern that nobody trained',
    apply: onLayerList((items) => {
      const at = items.findIndex((item, index) => index > 0 && item !== items[index - 1]);
      return at === -1 ? undefined : items.with(at, items[at - 1]!).with(at - 1, items[at]!);
    }),
  },
  {
    name: 'make every entry of a hybrid’s layer list the same',
    effect: 'another model',
    apply: onLayerList((items) =>
      new Set(items).size < 2 ? undefined : items.map(() => items.findLast((item) => item !== items.at(-1))!),
    ),
  },
  {
    name: 'one layer more than the layer list has',
    effect: 'refused at load',
    apply: (subject) => {
      const list = layerList(subject);
      const layers = subject.number('num_hidden_layers');
      if (!list || layers === undefined) return undefined;
      return set(subject, subject.pointer('num_hidden_layers'), layers + 1, list.pointer);
    },
  },
  {
    name: 'an interval of 0',
    effect: 'division by zero, or no layer of the kind',
    apply: (subject) => {
      const field = firstOf(subject, intervals);
      return field === undefined || subject.number(field) === 0
        ? undefined
        : set(subject, subject.pointer(field), 0);
    },
  },
  {
    name: 'a negative interval',
    effect: 'nonsense that Python accepts',
    apply: (subject) => {
      const field = firstOf(subject, intervals);
      return field === undefined ? undefined : set(subject, subject.pointer(field), -4);
    },
  },
  {
    name: 'Kimi’s lists counted from 0',
    effect: 'every layer shifted by one',
    apply: onKimiLists((full, kda) => [full.map((layer) => layer - 1), kda.map((layer) => layer - 1)]),
  },
  {
    name: 'a layer in neither of Kimi’s lists',
    effect: 'a layer of the wrong kind',
    apply: onKimiLists((full, kda) => [full, kda.slice(1)]),
  },
  {
    name: 'a layer in both of Kimi’s lists',
    effect: 'the list that is asked first wins',
    apply: onKimiLists((full, kda) => [[...full, kda[0]!], kda]),
  },
  {
    name: 'a wrong character in Nemotron’s pattern',
    effect: 'refused at load',
    apply: texts(nemotronPattern, (text) => `${text.slice(0, 3)}X${text.slice(4)}`),
  },
  {
    name: 'a character missing in Nemotron’s pattern',
    effect: 'a layer fewer',
    apply: texts(nemotronPattern, (text) => text.slice(0, -1), 'num_hidden_layers'),
  },
  // Heads and dimensions
  {
    name: 'one key/value head more',
    mayBeHarmless: true,
    effect: 'heads that do not divide: the first forward fails',
    apply: (subject) => {
      const [query, kv] = heads.map((field) => subject.number(field));
      if (query === undefined || kv === undefined || query % (kv + 1) === 0) return undefined;
      return set(
        subject,
        subject.pointer('num_key_value_heads'),
        kv + 1,
        subject.pointer('num_attention_heads'),
      );
    },
  },
  {
    name: 'more key/value heads than query heads',
    mayBeHarmless: true,
    effect: 'the first forward fails',
    apply: (subject) => {
      const query = subject.number('num_attention_heads');
      if (query === undefined || subject.number('num_key_value_heads') === undefined) return undefined;
      return set(
        subject,
        subject.pointer('num_key_value_heads'),
        2 * query,
        subject.pointer('num_attention_heads'),
      );
    },
  },
  {
    name: 'no key/value heads (0)',
    mayBeHarmless: true,
    effect: 'division by zero',
    apply: numbers('num_key_value_heads', () => 0),
  },
  {
    name: 'one attention head more',
    mayBeHarmless: true,
    effect: 'heads that do not divide',
    apply: (subject) => {
      const query = subject.number('num_attention_heads');
      if (query === undefined) return undefined;
      return set(
        subject,
        subject.pointer('num_attention_heads'),
        query + 1,
        subject.pointer('num_key_value_heads'),
        subject.pointer('head_dim'),
        subject.pointer('hidden_size'),
      );
    },
  },
  {
    name: 'key/value heads left out',
    mayBeHarmless: true,
    effect: 'as many as query heads, or a default: another cache',
    apply: (subject) =>
      subject.number('num_key_value_heads') === subject.number('num_attention_heads')
        ? undefined
        : removed('num_key_value_heads', 'num_attention_heads')(subject),
  },
  {
    name: 'head dim left out where it is not hidden size ÷ heads',
    mayBeHarmless: true,
    effect: 'other shapes than the weights have',
    apply: (subject) => {
      const [dim, hidden, query] = ['head_dim', 'hidden_size', 'num_attention_heads'].map((f) =>
        subject.number(f),
      );
      if (dim === undefined || hidden === undefined || query === undefined || dim * query === hidden)
        return undefined;
      return removed('head_dim', 'num_attention_heads', 'hidden_size')(subject);
    },
  },
  {
    name: 'an odd head dim',
    mayBeHarmless: true,
    effect: 'rotary embedding fails',
    apply: numbers('head_dim', (dim) => dim + 1),
  },
  {
    name: 'a dimension as text',
    effect: 'refused, or compared as text',
    apply: numbers('hidden_size', String),
  },
  {
    name: 'a count as text',
    effect: 'refused at load',
    apply: numbers('num_hidden_layers', String, ...layerLists),
  },
  {
    name: 'a count with a fraction (4096.0)',
    effect: 'refused by torch',
    apply: (subject) => {
      const size = subject.number('intermediate_size');
      const node = subject.node('intermediate_size');
      if (size === undefined || !node) return undefined;
      return {
        edits: [{ range: node.range, text: `${size}.0` }],
        at: [subject.pointer('intermediate_size')],
      };
    },
  },
  {
    name: 'a negative dimension',
    effect: 'refused by torch',
    apply: numbers('hidden_size', (size) => -size),
  },
  {
    name: 'hidden size left out',
    mayBeHarmless: true,
    effect: 'a default of the class',
    apply: removed('hidden_size'),
  },
  {
    name: 'number of layers left out',
    mayBeHarmless: true,
    effect: 'a default of the class',
    apply: removed('num_hidden_layers', ...layerLists),
  },
  {
    name: 'a dimension that is null',
    effect: 'refused at build',
    apply: numbers('num_attention_heads', () => null),
  },
  // Keys and names
  {
    name: 'misspell num_key_value_heads',
    mayBeHarmless: true,
    effect: 'a default in its place, silently',
    apply: misspelt('num_key_value_heads', () => 'num_kv_head', 'num_attention_heads'),
  },
  {
    name: 'misspell num_hidden_layers',
    mayBeHarmless: true,
    effect: 'a default in its place, silently',
    apply: misspelt('num_hidden_layers', (key) => key.slice(0, -1)),
  },
  {
    name: 'misspell intermediate_size',
    mayBeHarmless: true,
    effect: 'a default in its place, silently',
    apply: misspelt('intermediate_size', withoutMiddle),
  },
  {
    name: 'misspell sliding_window',
    mayBeHarmless: true,
    effect: 'full attention, or a default',
    apply: misspelt('sliding_window', () => 'slidding_window'),
  },
  {
    name: 'misspell the model type',
    effect: 'refused at load',
    apply: (subject) => {
      const text = rootText(subject, 'model_type');
      return text === undefined ? undefined : set(subject, '/model_type', withoutMiddle(text));
    },
  },
  {
    name: 'model type left out',
    effect: 'refused at load',
    apply: (subject) =>
      rootText(subject, 'model_type') === undefined
        ? undefined
        : { edits: removeMember(subject.document, '/model_type'), at: ['', '/model_type', '/architectures'] },
  },
  {
    name: 'another model’s architecture',
    effect: 'the class that is asked for is not the one configured',
    apply: (subject) => {
      const name = stringValue(locate(subject.document.root, '/architectures/0')?.node);
      if (name === undefined || rootText(subject, 'model_type') === undefined) return undefined;
      const other = name.startsWith('Mixtral') ? 'GPT2LMHeadModel' : 'MixtralForCausalLM';
      return set(subject, '/architectures/0', other, '/architectures', '/model_type');
    },
  },
  {
    name: 'a key written twice',
    effect: 'the last one wins, silently',
    apply: (subject) => {
      const { document } = subject;
      const member = locate(document.root, subject.pointer('hidden_size'))?.member;
      if (!member || document.language !== 'json') return undefined;
      const text = `${document.text.slice(member.keyRange.start, member.keyRange.end)}: 64, `;
      const at = member.range.start;
      return { edits: [{ range: { start: at, end: at }, text }], at: ['', subject.pointer('hidden_size')] };
    },
  },
  {
    name: 'the file cut off in the middle',
    effect: 'not well formed',
    apply: ({ document: { text, language } }) => {
      const middle = Math.floor(text.length / 2);
      return language === 'json'
        ? { edits: [{ range: { start: middle, end: text.length }, text: '' }], at: [''] }
        : undefined;
    },
  },
  {
    name: 'misspell the activation',
    effect: 'refused at build',
    apply: texts(
      ['hidden_act', 'hidden_activation', 'activation_function', 'mlp_hidden_act'],
      (text) => `${text}x`,
    ),
  },
  {
    name: 'misspell the dtype',
    effect: 'refused at load',
    apply: (subject) => {
      for (const key of ['dtype', 'torch_dtype']) {
        const pointer = [joinPointer('', key), joinPointer(subject.base, key)].find(
          (place) => typeof stringValue(locate(subject.document.root, place)?.node) === 'string',
        );
        if (pointer !== undefined) return set(subject, pointer, 'bfloat61');
      }
      return undefined;
    },
  },
  // Rotary embedding
  {
    name: 'rope factor left out',
    effect: 'refused at build',
    apply: onRope('factor', (subject, rope) => ({
      edits: removeMember(subject.document, `${rope}/factor`),
      at: [rope, `${rope}/factor`],
    })),
  },
  {
    name: 'rope factor below 1',
    effect: 'a shorter context than without scaling',
    apply: onRope('factor', (subject, rope) => set(subject, `${rope}/factor`, 0.5)),
  },
  {
    name: 'misspell the rope type',
    effect: 'refused at build',
    apply: (subject) => {
      for (const key of ['rope_type', 'type']) {
        const rope = ropeWith(subject, key);
        const text =
          rope === undefined ? undefined : stringValue(locate(subject.document.root, `${rope}/${key}`)?.node);
        if (rope !== undefined && text !== undefined) return set(subject, `${rope}/${key}`, `${text}x`, rope);
      }
      return undefined;
    },
  },
  {
    name: 'a rope theta of 0',
    effect: 'no position, or NaN',
    // Where nothing turns, nobody reads it.
    apply: numbers('rope_theta', (_theta, { model }) =>
      model.recognition.family.rotaryShare === 0 ? undefined : 0,
    ),
  },
  // Windows
  {
    name: 'a negative window',
    mayBeHarmless: true,
    effect: 'nothing is seen, or the kernel fails',
    apply: numbers('sliding_window', (window) => (window > 0 ? -window : undefined)),
  },
  {
    name: 'a window as long as the context',
    effect: 'full attention under another name',
    apply: (subject) => {
      const context = subject.number('max_position_embeddings');
      const window = subject.number('sliding_window');
      // Where the window is switched off, its size is nobody's concern.
      const slides = subject.model.architecture.layers.some(({ mixer }) => mixer.kind === 'sliding');
      if (context === undefined || window === undefined || window >= context || !slides) return undefined;
      return set(
        subject,
        subject.pointer('sliding_window'),
        2 * context,
        subject.pointer('max_position_embeddings'),
      );
    },
  },
  {
    name: 'a window of null with sliding layers',
    effect: 'the first forward fails, or full attention',
    apply: (subject) => {
      const slides = subject.model.architecture.layers.some(({ mixer }) => mixer.kind === 'sliding');
      return slides ? numbers('sliding_window', () => null, ...layerLists)(subject) : undefined;
    },
  },
  // Experts
  {
    name: 'more experts per token than experts',
    effect: 'the router fails',
    apply: (subject) => {
      const [all, some] = [firstOf(subject, experts), firstOf(subject, perToken)];
      if (all === undefined || some === undefined || !(subject.number(all)! > 0)) return undefined;
      return set(subject, subject.pointer(some), subject.number(all)! + 1, subject.pointer(all));
    },
  },
  {
    name: 'groups that do not divide the experts',
    effect: 'the router fails',
    apply: (subject) => {
      const all = firstOf(subject, experts);
      const groups = subject.number('n_group');
      const count = all === undefined ? undefined : subject.number(all);
      if (all === undefined || !count || groups === undefined) return undefined;
      const wrong = [3, 5, 7].find((candidate) => count % candidate !== 0);
      return wrong === undefined
        ? undefined
        : set(subject, subject.pointer('n_group'), wrong, subject.pointer(all));
    },
  },
  {
    name: 'every layer dense in a mixture of experts',
    mayBeHarmless: true,
    effect: 'no experts at all',
    apply: (subject) => {
      const layers = subject.number('num_hidden_layers');
      if (layers === undefined) return undefined;
      return numbers('first_k_dense_replace', () => layers + 1, 'num_hidden_layers')(subject);
    },
  },
  // Latent and linear attention, state spaces
  {
    name: 'a latent of 0',
    effect: 'no cache, or no query',
    apply: numbers('kv_lora_rank', (rank) => (rank > 0 ? 0 : undefined)),
  },
  {
    name: 'an odd rotary part of a latent head',
    effect: 'rotary embedding fails',
    apply: numbers('qk_rope_head_dim', (dim) => dim + 1),
  },
  {
    name: 'more tokens picked than the context has',
    effect: 'sparse attention that is dense',
    apply: (subject) => {
      const context = subject.number('max_position_embeddings');
      return context === undefined
        ? undefined
        : numbers('index_topk', () => context * 2, 'max_position_embeddings')(subject);
    },
  },
  {
    name: 'value heads that the key heads do not divide',
    effect: 'the first forward fails',
    apply: numbers('linear_num_value_heads', (count) => count + 1, 'linear_num_key_heads'),
  },
  {
    name: 'one state-space head more',
    effect: 'heads × head dim ≠ inner size',
    apply: (subject) => {
      for (const field of ['mamba_num_heads', 'mamba_n_heads', 'num_heads']) {
        const count = subject.number(field);
        const isState = field !== 'num_heads' || subject.number('state_size') !== undefined;
        if (count === undefined || !isState) continue;
        const others = [
          'n_groups',
          'mamba_n_groups',
          'mamba_head_dim',
          'mamba_d_head',
          'expand',
          'mamba_expand',
          'head_dim',
          'hidden_size',
        ];
        return set(
          subject,
          subject.pointer(field),
          count + 1,
          ...others.map((other) => subject.pointer(other)),
        );
      }
      return undefined;
    },
  },
  {
    name: 'a short convolution of width 0',
    effect: 'refused by torch',
    apply: (subject) => {
      const field = firstOf(subject, [
        'linear_conv_kernel_dim',
        'mamba_d_conv',
        'conv_kernel',
        'conv_L_cache',
      ]);
      return field === undefined ? undefined : set(subject, subject.pointer(field), 0);
    },
  },
  // Tokens and context
  {
    name: 'a vocabulary smaller than its own token ids',
    effect: 'an index error, or a word that can not be ended',
    apply: (subject) => {
      const ids = ['eos_token_id', 'bos_token_id', 'pad_token_id'];
      const written = ids.flatMap((field) => [subject.scalar(field), ...subject.items(field).map(valueOf)]);
      const highest = Math.max(...written.filter((id): id is number => typeof id === 'number'));
      if (!(highest > 1)) return undefined;
      return numbers('vocab_size', (size) => (size > highest ? highest : undefined), ...ids)(subject);
    },
  },
  {
    name: 'a context as text',
    effect: 'refused at load',
    apply: numbers('max_position_embeddings', String),
  },
  {
    name: 'a context of 0',
    effect: 'nothing can be asked',
    apply: numbers('max_position_embeddings', () => 0),
  },
  {
    name: 'a flag as text ("true")',
    effect: 'true even where it says false',
    apply: (subject) => {
      for (const field of ['tie_word_embeddings', 'use_cache', 'attention_bias']) {
        const value = subject.scalar(field);
        if (typeof value === 'boolean') return set(subject, subject.pointer(field), String(value));
      }
      return undefined;
    },
  },
];
