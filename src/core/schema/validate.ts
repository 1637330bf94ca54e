/** Checks a config against its family's schema, and says in our words what ajv found. */
import type { JsonScalar, SchemaError } from 'layerwise:schemas';
import type { ModelConfig } from '../dialects/dialect';
import { isArray, isObject, type ConfigNode, type ObjectNode, type Range } from '../document/node';
import { joinPointer, locate, type Pointer } from '../document/pointer';
import { show } from '../families/fields';
import { schemaOf, type PropertySchemas, type ValueSchema } from './catalogue';
import { plainValue, specialFloat } from './plain';

/** A value that the family's schema does not allow. */
export interface SchemaViolation {
  /** The value, from the document's root. */
  readonly pointer: Pointer;
  /** The value's text. */
  readonly range: Range;
  /** The schema's keyword that it breaks: `type`, `minimum`, `enum`… */
  readonly keyword: string;
  /** Who reads the key, as the schema says. */
  readonly source: string;
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
 * @param name the family's id, or the name of the dialect's schema; that of the config's own `model_type` goes before.
 * @returns none where there is no schema.
 */
export function validate(config: ModelConfig, name: string): readonly SchemaViolation[] {
  const schema = schemaOf(config.modelTypes[0] ?? name) ?? schemaOf(name);
  const node = locate(config.document.root, config.base)?.node;
  if (!schema || !isObject(node)) return [];
  const violations: SchemaViolation[] = [];
  checkMembers({ node, schema, base: config.base, path: '' }, violations);
  // YAML's merge keys bring members from elsewhere.
  return violations.sort((a, b) => a.range.start - b.range.start);
}

interface Place {
  readonly node: ObjectNode;
  readonly schema: PropertySchemas;
  /** Pointer of the object. */
  readonly base: Pointer;
  /** Its keys from the text config on, each followed by a dot. */
  readonly path: string;
}

function checkMembers({ node, schema, base, path }: Place, violations: SchemaViolation[]): void {
  for (const { key, value } of node.members.values()) {
    const property = schema.get(key);
    if (!property) continue;
    const pointer = joinPointer(base, key);
    const name = `${path}${key}`;
    const report = (item: ConfigNode, value: ValueSchema, at: Pointer, place: string): void => {
      const error = errorOf(item, value);
      if (!error) return;
      violations.push({
        pointer: at,
        range: item.range,
        keyword: error.keyword,
        source: property.source,
        message: `${place} is ${show(item)}; ${need(error, item, property.expects)}.`,
        ...(value.facts.enum && { allowed: value.facts.enum }),
      });
    };
    report(value, property, pointer, `\`${name}\``);
    if (isArray(value) && property.items) {
      for (const [index, item] of value.items.entries()) {
        if (violations.length >= maximumViolations) return;
        report(item, property.items, joinPointer(pointer, index), `Entry ${index} of \`${name}\``);
      }
    }
    if (isObject(value) && property.properties) {
      checkMembers({ node: value, schema: property.properties, base: pointer, path: `${name}.` }, violations);
    }
    if (violations.length >= maximumViolations) return;
  }
}

function errorOf(node: ConfigNode, { check, types, facts }: ValueSchema): SchemaError | undefined {
  const special = types.includes('object') ? undefined : specialFloat(node);
  if (!check(special ?? plainValue(node))) return check.errors?.[0];
  // JSON Schema calls 4096.0 an integer; loaders don't.
  const isFloat = node.type === 'scalar' && node.isFloat === true;
  return isFloat && types.includes('integer') && !types.includes('number')
    ? { keyword: 'type', params: { type: facts.type } }
    : undefined;
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
function need({ keyword, params }: SchemaError, node: ConfigNode, expects: string | undefined): string {
  if (expects !== undefined && (keyword === 'pattern' || keyword === 'type'))
    return `${expects} is needed${hint(['integer'], node)}`;
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
