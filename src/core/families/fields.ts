import { formatCount } from '../format';
import { isArray, isNull, stringValue, type ConfigNode } from '../document/node';
import type { Pointer } from '../document/pointer';
import { joinPointer, splitPointer } from '../document/pointer';
import { maximumLayers } from '../document/limits';
import type { Field, ModelConfig } from '../dialects/dialect';
import type { Family } from './family';

/** Something about a field that keeps the model from being built as written. */
export interface FieldIssue {
  readonly kind: 'type' | 'range' | 'missing' | 'conflict';
  /** Canonical name of the field. */
  readonly field: string;
  /** The user's own key, or where it would stand. */
  readonly pointer: Pointer;
  readonly message: string;
}

/** A field that the config leaves out, and what the implementation takes in its place. */
export interface DefaultedField {
  readonly field: string;
  readonly value: number | string | boolean;
}

/**
 * Reads a config's fields for a family: canonical names in, checked values out. It never throws. A value of the
 * wrong type or out of bounds becomes an issue and the fallback stands in, so that the layers can still be told;
 * whoever computes numbers must look at `issues` first.
 */
export class Fields {
  readonly issues: FieldIssue[] = [];
  readonly defaulted: DefaultedField[] = [];
  /** The layer types that the family's own rule gives for this many layers, whatever the config lists. */
  expectedLayerTypes: readonly string[] | undefined;
  /** The key that the family's own rule reads where the config has no list: an interval, a period. */
  patternKey: string | undefined;
  /** Names of layer types that the family can build, canonical. */
  buildableLayerTypes: readonly string[] = [];
  private readonly reported = new Set<string>();

  /** @param aliases other names that the family's implementation itself accepts (`attribute_map` in transformers). */
  constructor(
    readonly config: ModelConfig,
    readonly aliases: NonNullable<Family['aliases']> = {},
  ) {}

  /** The same fields, to be read without consequence: issues and defaults are kept apart and dropped. */
  silent(): Fields {
    return new Fields(this.config, this.aliases);
  }

  /** The node under the canonical name or an alias of it, written null included. */
  node(name: string): ConfigNode | undefined {
    return this.find(name)?.node;
  }

  /** The user's key for a canonical name; where the config leaves it out, the place it would have. */
  pointer(name: string): Pointer {
    return this.find(name)?.pointer ?? joinPointer(this.config.base, ...name.split('.'));
  }

  /** Whether a key of the file says it, null included: what a tool takes in the place of a key left out is not written. */
  isWritten(name: string): boolean {
    const field = this.find(name);
    return field !== undefined && field.implied !== true;
  }

  has(name: string): boolean {
    const node = this.node(name);
    return node !== undefined && !isNull(node);
  }

  /** A whole number of at least `minimum` (1 unless said). Left out: the fallback, or an issue where there is none. */
  count(name: string, fallback?: number, minimum = 1): number {
    const node = this.node(name);
    if (node === undefined) {
      if (fallback === undefined) {
        this.report('missing', name, `\`${name}\` is missing.`);
        return minimum;
      }
      this.defaulted.push({ field: name, value: fallback });
      return fallback;
    }
    return this.checkedCount(name, node, minimum) ?? fallback ?? minimum;
  }

  /** Like `count`, for fields where null and absence both mean "not set". */
  optionalCount(name: string, minimum = 1): number | undefined {
    const node = this.node(name);
    return node === undefined || isNull(node) ? undefined : this.checkedCount(name, node, minimum);
  }

  /** Number of layers; a count beyond reason is an issue, so that nothing loops over it. */
  layerCount(name: string, fallback?: number): number {
    const count = this.count(name, fallback);
    if (count <= maximumLayers) return count;
    this.report('range', name, `\`${name}\` is ${formatCount(count)}; no model has that many layers.`);
    return maximumLayers;
  }

  /** Any finite number, whole or not. */
  number(name: string, fallback: number): number {
    const node = this.node(name);
    if (node === undefined || isNull(node)) return fallback;
    if (node.type === 'scalar' && typeof node.value === 'number' && Number.isFinite(node.value))
      return node.value;
    this.report('type', name, `\`${name}\` is ${show(node)}; a number is needed.`);
    return fallback;
  }

  flag(name: string, fallback: boolean): boolean {
    const node = this.node(name);
    if (node === undefined || isNull(node)) return fallback;
    if (node.type === 'scalar' && typeof node.value === 'boolean') return node.value;
    this.report('type', name, `\`${name}\` is ${show(node)}; true or false is needed.`);
    return fallback;
  }

  text(name: string): string | undefined {
    return stringValue(this.node(name));
  }

  /** The entries of a list; undefined where it is absent, null, or no list (an issue). */
  list(name: string): readonly ConfigNode[] | undefined {
    const node = this.node(name);
    if (node === undefined || isNull(node)) return undefined;
    if (isArray(node)) return node.items;
    this.report('type', name, `\`${name}\` is ${show(node)}; a list is needed.`);
    return undefined;
  }

  /** The whole numbers of a list; entries that are none become issues and are left out. */
  integers(name: string): number[] | undefined {
    return this.list(name)?.flatMap((item, index) => {
      if (item.type === 'scalar' && typeof item.value === 'number' && Number.isInteger(item.value))
        return [item.value];
      this.reportAt(
        'type',
        name,
        joinPointer(this.pointer(name), index),
        `Entry ${index} of \`${name}\` is ${show(item)}; a whole number is needed.`,
      );
      return [];
    });
  }

  report(kind: FieldIssue['kind'], field: string, message: string): void {
    this.reportAt(kind, field, this.pointer(field), message);
  }

  reportAt(kind: FieldIssue['kind'], field: string, pointer: Pointer, message: string): void {
    const identity = `${kind} ${pointer}`;
    if (this.reported.has(identity)) return;
    this.reported.add(identity);
    this.issues.push({ kind, field, pointer, message: this.inUsersWords(message, field, pointer) });
  }

  /** Another dialect has another name for the field: the one that stands in the user's file. */
  private inUsersWords(message: string, field: string, pointer: Pointer): string {
    const key = splitPointer(pointer).at(-1);
    if (this.config.dialect === 'huggingface' || key === undefined || /^\d+$/.test(key)) return message;
    return message.replaceAll(`\`${field}\``, `\`${key}\``);
  }

  private find(name: string): Field | undefined {
    for (const candidate of namesOf(name, this.aliases)) {
      const field = this.config.field(candidate);
      if (field) return field;
    }
    return undefined;
  }

  private checkedCount(name: string, node: ConfigNode, minimum: number): number | undefined {
    const { value, isFloat } = node.type === 'scalar' ? node : { value: undefined, isFloat: false };
    if (typeof value !== 'number' || !Number.isInteger(value) || isFloat) {
      this.report('type', name, `\`${name}\` is ${show(node)}; a whole number is needed.`);
      return undefined;
    }
    if (value < minimum || value > Number.MAX_SAFE_INTEGER) {
      const bound = value < minimum ? `at least ${minimum}` : 'smaller';
      this.report('range', name, `\`${name}\` is ${formatCount(value)}; it must be ${bound}.`);
      return undefined;
    }
    return value;
  }
}

/** A value in words: `the string "4096"`, `null`, `a list`. */
export function show(node: ConfigNode): string {
  if (node.type === 'array') return 'a list';
  if (node.type === 'object') return 'an object';
  if (typeof node.value === 'string') {
    return `the string "${node.value.length > 40 ? `${node.value.slice(0, 40)}…` : node.value}"`;
  }
  if (typeof node.value === 'number' && Number.isInteger(node.value) && node.isFloat)
    return node.value.toFixed(1);
  return String(node.value);
}

/** All names of a field, those that win first. */
export function namesOf(name: string, aliases: NonNullable<Family['aliases']>): readonly string[] {
  const others = aliases[name] ?? [];
  return others.includes(name) ? others : [name, ...others];
}
