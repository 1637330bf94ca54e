/** What dialects share: reading the user's keys, and putting canonical fields over them. */
import {
  isNull,
  isObject,
  memberValue,
  stringValue,
  type ConfigDocument,
  type ConfigNode,
  type Range,
} from '../document/node';
import type { Scalar, ScalarNode } from '../document/node';
import { joinPointer, type Pointer } from '../document/pointer';
import type { Family } from '../families/family';
import { families } from '../families/registry';
import type { Caveats, Declined, DialectId, Elsewhere, Field, ModelConfig, OwnKeys } from './dialect';

/**
 * The keys of one or more objects of a file under one name each: hyphens are underscores and leading ones are dropped,
 * as command lines do (`--hidden-size`). A written null counts as left out; of two objects, the first has the word.
 */
export class Source {
  private readonly entries = new Map<string, Field>();
  private first: Pointer | undefined;

  /** @param root where `${variables.width}` (OmegaConf) is looked up. */
  constructor(private readonly root?: ConfigNode) {}

  /** Keys that were found one by one, and where to point for what none of them says. */
  static of(entries: ReadonlyMap<string, Field>, first: Pointer): Source {
    const source = new Source();
    source.first = first;
    for (const [name, field] of entries) if (!isNull(field.node)) source.entries.set(name, field);
    return source;
  }

  /** The keys of the object at a pointer join those that are there. */
  add(node: ConfigNode | undefined, base: Pointer): this {
    if (!isObject(node)) return this;
    for (const [key, { value }] of node.members) {
      const pointer = joinPointer(base, key);
      this.first ??= pointer;
      const name = key.replace(/^-+/, '').replaceAll('-', '_');
      const resolved = this.resolve(value, node);
      if (resolved && !this.entries.has(name)) this.entries.set(name, { node: resolved, pointer });
    }
    return this;
  }

  /** What a value stands for: itself, or what `${name}` and `${.sibling}` name; undefined for null and dead ends. */
  private resolve(node: ConfigNode, siblings: ConfigNode, depth = 0): ConfigNode | undefined {
    if (isNull(node)) return undefined;
    // YAML 1.1, which these tools read, counts in thousands: 262_144.
    const digits = stringValue(node)?.match(/^\d{1,3}(?:_\d{3})+$/)?.[0];
    if (digits !== undefined) return synthetic(Number(digits.replaceAll('_', '')), node.range);
    const product = /^\$\{multiply:\s*(\d+)\s*,\s*(\$\{[^{}]+\})\s*\}$/.exec(stringValue(node) ?? '');
    // NeMo's resolver: `${multiply:4, ${.hidden_size}}`.
    if (product && this.root && depth < 5) {
      const factor = this.resolve(synthetic(product[2] ?? '', node.range), siblings, depth + 1);
      return factor?.type === 'scalar' && typeof factor.value === 'number'
        ? synthetic(Number(product[1]) * factor.value, node.range)
        : undefined;
    }
    const reference = /^\$\{\s*(\.?)([\w.-]+)\s*\}$/.exec(stringValue(node) ?? '');
    if (!reference || !this.root) return node;
    const [, relative, path = ''] = reference;
    const start = relative ? siblings : this.root;
    const target = path.split('.').reduce<ConfigNode | undefined>(memberValue, start);
    return target && depth < 5 ? this.resolve(target, siblings, depth + 1) : undefined;
  }

  /** Keys that another file sets for this one, in the place where this one names it. Written ones stay. */
  inherit(keys: Readonly<Record<string, Scalar>>, { node, pointer }: Field): this {
    for (const [name, value] of Object.entries(keys)) {
      if (!this.entries.has(name))
        this.entries.set(name, { node: synthetic(value, node.range), pointer, implied: true });
    }
    return this;
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The first of these keys that is written. */
  field(...names: readonly string[]): Field | undefined {
    for (const name of names) {
      const field = this.entries.get(name);
      if (field) return field;
    }
    return undefined;
  }

  number(...names: readonly string[]): number | undefined {
    const value = scalarOf(this.field(...names));
    return typeof value === 'number' ? value : undefined;
  }

  /** A whole number above zero, for sums; whatever else stands there is left to the family to complain of. */
  count(...names: readonly string[]): number | undefined {
    const value = this.number(...names);
    return value !== undefined && Number.isSafeInteger(value) && value > 0 ? value : undefined;
  }

  flag(name: string): boolean | undefined {
    const value = scalarOf(this.entries.get(name));
    return typeof value === 'boolean' ? value : undefined;
  }

  text(...names: readonly string[]): string | undefined {
    const value = scalarOf(this.field(...names));
    return typeof value === 'string' ? value : undefined;
  }

  /** Where to point for something that no key says: the first of these that is written, else the first key of all. */
  pointer(...names: readonly string[]): Pointer {
    return this.field(...names)?.pointer ?? this.first ?? '';
  }
}

/** The sentence for a vocabulary that is not in the file. */
export const vocabularyElsewhere = 'the vocabulary comes from the tokenizer: embedding and head are left out';

export function scalarOf(field: Field | undefined): Scalar | undefined {
  return field?.node.type === 'scalar' ? field.node.value : undefined;
}

/** What a config holds, canonical name by canonical name, while its dialect reads it. */
export class Canonical {
  private readonly fields = new Map<string, Field>();

  constructor(private readonly source: Source) {}

  /** Canonical names over the user's: the first key that is written stands for the name. */
  take(names: Readonly<Record<string, string | readonly string[]>>): this {
    for (const [canonical, keys] of Object.entries(names)) {
      const field = this.source.field(...(typeof keys === 'string' ? [keys] : keys));
      if (field && !this.fields.has(canonical)) this.fields.set(canonical, field);
    }
    return this;
  }

  /** A value that the tool implies or computes; it points at the key that it follows from. Written ones stay. */
  imply(name: string, value: Scalar | readonly Scalar[] | undefined, ...from: readonly string[]): this {
    if (value === undefined || this.fields.has(name)) return this;
    return this.replace(name, value, ...from);
  }

  /** Like `imply`, in the place of what is written: a key whose number the tool reads in another way. */
  replace(name: string, value: Scalar | readonly Scalar[], ...from: readonly string[]): this {
    const field = this.source.field(...from);
    const range = field?.node.range ?? { start: 0, end: 0 };
    const pointer = this.source.pointer(...from);
    this.fields.set(name, { node: synthetic(value, range), pointer, implied: true });
    return this;
  }

  has(name: string): boolean {
    return this.fields.has(name);
  }

  /** A written key that the tool does not read, for want of a switch. */
  drop(name: string): this {
    this.fields.delete(name);
    return this;
  }

  /** A vocabulary of its own, or the caveat that there is none. */
  vocabulary(written: boolean, ...from: readonly string[]): Pick<Caveats, 'inexact' | 'noVocabulary'> {
    if (written && this.has('vocab_size')) return {};
    this.replace('vocab_size', 1, ...from);
    return { inexact: vocabularyElsewhere, noVocabulary: true };
  }

  config(
    document: ConfigDocument,
    dialect: DialectId,
    more: Pick<ModelConfig, 'family' | 'layer' | 'caveats'> & { readonly base?: Pointer },
  ): ModelConfig {
    const field = (name: string) => this.fields.get(name);
    const { base = '', ...rest } = more;
    const own: OwnKeys = this.source.field.bind(this.source);
    return {
      document,
      dialect,
      modelTypes: [],
      architectures: [],
      base,
      ...rest,
      own,
      field,
      rootField: field,
    };
  }
}

function synthetic(value: Scalar | readonly Scalar[], range: Range): ConfigNode {
  const scalar = (item: Scalar): ScalarNode => ({
    type: 'scalar',
    value: item,
    range,
    ...(typeof item === 'number' && !Number.isInteger(item) && { isFloat: true }),
  });
  return typeof value === 'object' && value !== null
    ? { type: 'array', items: value.map(scalar), range }
    : scalar(value);
}

/** A family by its id; undefined where Layerwise has none of that name. */
export function familyOf(id: string): Family | undefined {
  return families.find((family) => family.id === id);
}

/** @param source the keys of a file that rules have more to say of: why its own tool refuses it. */
export function decline(what: string, reason: string, source?: Source): Declined {
  return { declined: { what, reason, ...(source && { own: source.field.bind(source) }) } };
}

/** The architecture is in a file or model that this one names. */
export function declineElsewhere(what: string, elsewhere: readonly Elsewhere[]): Declined {
  const names = [...new Set(elsewhere.map(({ name }) => shown(name)))];
  const reason =
    names.length > 0
      ? `the architecture is elsewhere: ${names.join(', ')}`
      : 'it starts from a model that it leaves to be named';
  return { declined: { what, reason, ...(elsewhere.length > 0 && { elsewhere }) } };
}

/** A name out of the user's file, short and without what an editor would take for markup. */
export function shown(name: string): string {
  const clean = name.replace(/[^\p{L}\p{N} _.,:/@+~${}-]/gu, '');
  return clean.length > 80 ? `${clean.slice(0, 80)}…` : clean;
}

/** A name that a file gives to a model: a path where it looks like one, else a model on a hub. */
export function elsewhereAt(field: Field | undefined): Elsewhere[] {
  const name = scalarOf(field);
  if (!field || typeof name !== 'string' || name === '' || name === '???') return [];
  const isPath = /^[./~$]|\.(?:ya?ml|json|nemo|gguf)$|^checkpoints\//i.test(name);
  return [{ kind: isPath ? 'file' : 'model', name, pointer: field.pointer }];
}

/** The object at a path of keys below the root. */
export function objectAt(document: ConfigDocument, ...path: readonly string[]): ConfigNode | undefined {
  const node = path.reduce<ConfigNode | undefined>(memberValue, document.root);
  return isObject(node) ? node : undefined;
}

/** Rounded up to a multiple. */
export function ceilTo(multiple: number, value: number): number {
  return multiple > 0 ? Math.ceil(value / multiple) * multiple : value;
}
