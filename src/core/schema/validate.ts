/** Checks a config against its family's schema, and says in our words what ajv found. */
import type { JsonScalar, SchemaError, TypeFacts } from 'layerwise:schemas';
import type { ModelConfig } from '../dialects/dialect';
import { isObject, type ConfigNode, type Member, type Range } from '../document/node';
import { joinPointer, locate, splitPointer, type Pointer } from '../document/pointer';
import { show } from '../families/fields';
import { schemaOf, typesOf, type PropertySchema } from './catalogue';
import { plainValue } from './plain';

/** A value that the family's schema does not allow. */
export interface SchemaViolation {
  /** The value, from the document's root. */
  readonly pointer: Pointer;
  /** The value's text. */
  readonly range: Range;
  /** The schema's keyword that it breaks: `type`, `minimum`, `enum`… */
  readonly keyword: string;
  /** What is wrong and what is needed, one sentence. */
  readonly message: string;
  /** The values that would be right, where they can be listed. */
  readonly allowed?: readonly JsonScalar[];
}

/** More would not be read, and a list of a million wrong entries must not make a million findings. */
const maximumViolations = 100;

/**
 * All that the schema finds wrong in the text model's config, in the order of the text, at most one per value.
 *
 * Only keys that the schema knows are looked at, and only they are turned into plain values: an opaque subtree such
 * as `quantization_config` costs nothing, whatever its size.
 *
 * @param familyId the family's id; the schema of the config's own `model_type` goes before it.
 * @returns none where there is no schema.
 */
export function validate(config: ModelConfig, familyId: string): readonly SchemaViolation[] {
  const schema = schemaOf(config.modelTypes[0] ?? familyId) ?? schemaOf(familyId);
  const object = locate(config.document.root, config.base)?.node;
  if (!schema || !isObject(object)) return [];
  const violations = new Map<Pointer, SchemaViolation>();
  for (const member of object.members.values()) {
    const property = schema.get(member.key);
    if (property) checkMember(member, property, joinPointer(config.base, member.key), violations);
    if (violations.size >= maximumViolations) break;
  }
  return [...violations.values()].sort((a, b) => a.range.start - b.range.start).slice(0, maximumViolations);
}

function checkMember(
  member: Member,
  property: PropertySchema,
  pointer: Pointer,
  violations: Map<Pointer, SchemaViolation>,
): void {
  const { value, floats } = plainValue(member.value, isOpaque(property));
  const add = (
    path: readonly string[],
    error: Omit<SchemaError, 'instancePath'>,
    facts?: TypeFacts,
  ): void => {
    const at = joinPointer(pointer, ...path);
    const node = locate(member.value, joinPointer('', ...path))?.node;
    if (violations.has(at) || !node) return;
    const allowed = allowedValues(error, facts);
    violations.set(at, {
      pointer: at,
      range: node.range,
      keyword: error.keyword,
      message: `${place(member.key, path)} is ${show(node)}; ${need(error, node)}.`,
      ...(allowed && { allowed }),
    });
  };
  if (!property.check(value)) {
    for (const error of property.check.errors ?? []) {
      const path = splitPointer(error.instancePath);
      add(path, error, factsAt(property, path));
    }
  }
  // JSON Schema calls 4096.0 an integer; loaders don't.
  for (const path of floats) {
    const facts = factsAt(property, path);
    if (!facts) continue;
    const types = typesOf(facts);
    if (types.includes('integer') && !types.includes('number'))
      add(path, { keyword: 'type', params: { type: facts.type } });
  }
}

/** Nothing inside is checked: an object without known properties, a list whose entries may be anything. */
function isOpaque({ properties, facts }: PropertySchema): boolean {
  return !properties && !facts.items;
}

function factsAt(property: PropertySchema, path: readonly string[]): TypeFacts | undefined {
  let current: PropertySchema | undefined = property;
  let facts: TypeFacts | undefined = property.facts;
  for (const segment of path) {
    if (facts?.items && /^\d+$/.test(segment)) {
      facts = facts.items;
    } else {
      current = current?.properties?.get(segment);
      facts = current?.facts;
    }
  }
  return facts;
}

function place(key: string, path: readonly string[]): string {
  const last = path.at(-1);
  if (last === undefined) return `\`${key}\``;
  const parent = [key, ...path.slice(0, -1)].join('.');
  return /^\d+$/.test(last) ? `Entry ${last} of \`${parent}\`` : `\`${parent}.${last}\``;
}

function allowedValues({ keyword, params }: Omit<SchemaError, 'instancePath'>, facts: TypeFacts | undefined) {
  if (keyword === 'enum') return params['allowedValues'] as readonly JsonScalar[];
  if (keyword === 'type' && facts?.enum) return facts.enum;
  return undefined;
}

const typeWords: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  null: 'null',
  array: 'a list',
  object: 'an object',
};

/** What is needed in place of what stands there. */
function need({ keyword, params }: Omit<SchemaError, 'instancePath'>, node: ConfigNode): string {
  const limit = Number(params['limit']).toLocaleString('en-US', { maximumFractionDigits: 6 });
  switch (keyword) {
    case 'type': {
      const types = [params['type']].flat().map(String);
      return `${listing(types.map((type) => typeWords[type] ?? type))} is needed${hint(types, node)}`;
    }
    case 'minimum':
      return `it must be at least ${limit}`;
    case 'maximum':
      return `it must be at most ${limit}`;
    case 'exclusiveMinimum':
      return `it must be more than ${limit}`;
    case 'exclusiveMaximum':
      return `it must be less than ${limit}`;
    case 'enum':
      return `${listing((params['allowedValues'] as readonly JsonScalar[]).map((value) => JSON.stringify(value)))} is needed`;
    case 'const':
      return `${JSON.stringify(params['allowedValue'])} is needed`;
    case 'minItems':
      return `at least ${limit} ${limit === '1' ? 'entry is' : 'entries are'} needed`;
    case 'maxItems':
      return `at most ${limit} entries are allowed`;
    case 'required':
      return `\`${String(params['missingProperty'])}\` is missing in it`;
    default:
      return 'its schema does not allow that';
  }
}

/** The way out, where the value is right but for how it is written. */
function hint(types: readonly string[], node: ConfigNode): string {
  if (node.type !== 'scalar') return '';
  const { value } = node;
  if (typeof value === 'number' && types.includes('integer') && Number.isSafeInteger(value))
    return `: write ${value}`;
  if (typeof value === 'string' && types.some((type) => type === 'integer' || type === 'number')) {
    const isNumber = value.trim() !== '' && Number.isFinite(Number(value));
    return isNumber ? ': remove the quotes' : '';
  }
  if (typeof value === 'string' && types.includes('boolean') && /^(?:true|false)$/i.test(value))
    return ': remove the quotes';
  return '';
}

function listing(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}
