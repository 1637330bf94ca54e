/**
 * What is known of config keys, as plain data for hovers and completions.
 *
 * A family is named by its id or any `model_type` of it; names without a schema give nothing, never an exception.
 * Paths start at the text model's config (`ModelConfig.base`): `['rope_parameters', 'factor']`, `['layer_types', '3']`.
 */
import type { JsonScalar, JsonType, JsonValue } from 'layerwise:schemas';
import type { DialectId, ModelConfig } from '../dialects/dialect';
import type { Family } from '../families/family';
import {
  irrelevantKeys,
  schemaOf,
  type PropertySchema,
  type PropertySchemas,
  type ValueSchema,
} from './catalogue';

export type { JsonScalar, JsonType, JsonValue } from 'layerwise:schemas';
export { dialectSchemaNames, schemaNames, schemaTitle } from './catalogue';

/** A key, or an entry of a list, and what may stand there. */
export interface KeyInfo {
  /** The key itself; for an entry of a list, the list's key. */
  readonly key: string;
  /** One line, a sentence fragment without a full stop: what the field does for the model. */
  readonly description: string;
  /** `transformers 5.18 Qwen3NextConfig.head_dim`, or a paper or repository. */
  readonly source: string;
  readonly types: readonly JsonType[];
  /** Present where nothing else is accepted. */
  readonly allowed?: readonly JsonScalar[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** What the implementation takes when the key is left out; absent where it has none, or none of one value. */
  readonly default?: JsonValue;
  /** For a key kept for older files: the key that took its place. */
  readonly replacedBy?: string;
}

export interface KeyCompletion extends KeyInfo {
  /** JSON text for the value: the default, the first allowed value, or an empty value of the right type. */
  readonly valueText: string;
}

export interface ValueCompletion {
  readonly value: JsonScalar;
  /** What the value means, where the schema says. */
  readonly description?: string;
  /** True for what the implementation takes when the key is left out. */
  readonly isDefault: boolean;
}

/** Names of the schemas that hold for a model's config, the closest first: of its dialect, or of its family's class. */
export function schemaNamesFor({ config, family }: { config: ModelConfig; family: Family }): string[] {
  return config.dialect === 'huggingface'
    ? [...new Set([...config.modelTypes, family.id])]
    : [dialectSchema(config.dialect)];
}

/** Name of the schema of a dialect's own keys; not all have one. NeMo and FlagScale write Megatron's. */
export function dialectSchema(dialect: DialectId): string {
  return `dialects/${dialect === 'nemo' || dialect === 'flagscale' ? 'megatron' : dialect}`;
}

/** Tools that build nothing of a value of the wrong type; the others make of a string what is needed. */
const strictDialects: ReadonlySet<string> = new Set(
  (['mistral', 'llama', 'deepseek', 'litgpt', 'gpt-neox', 'nanotron'] as const).map(dialectSchema),
);

/** Whether values of the wrong type are refused by the tool whose keys a dialect's schema tells. */
export const isStrict = (schema: string): boolean => strictDialects.has(schema);

/** Whether a tool writes the files of these keys: nobody misspells them, and nobody needs them completed. */
export const isDumped = (schema: string): boolean => schema === dialectSchema('gguf');

/**
 * A key as schemas name it: `--num-layers` of a command line, and `num-layers` of GPT-NeoX, is `num_layers`;
 * `llama.block_count` of GGUF is `block_count`.
 */
export function plainKey(key: string, schema?: string): string {
  if (schema !== undefined && isDumped(schema)) return key.replace(architecturePrefix, '');
  const isDashed = key.startsWith('-') || schema === dialectSchema('gpt-neox');
  return isDashed ? underscored(key) : key;
}

/** What stands before most keys of GGUF metadata. */
const architecturePrefix = /^(?!(?:general|tokenizer)\.)[^.]+\./;

const underscored = (key: string): string => key.replace(/^-+/, '').replaceAll('-', '_');

/** What stands at a path; undefined for a key that the family does not know. */
export function keyInfo(familyId: string, path: readonly string[]): KeyInfo | undefined {
  const found = find(familyId, path);
  return found && describe(found.property, found.value);
}

/** All keys of the family's text config, in the order of its schema. */
export function knownKeys(familyId: string): readonly string[] {
  return [...(schemaOf(familyId)?.keys() ?? [])];
}

/** Why a key is passed over on purpose (generation settings, tokenizer leftovers…); undefined for all others. */
export function irrelevantReason(key: string): string | undefined {
  return irrelevantKeys.get(underscored(key));
}

/** True for a key that the family's schema has or that is passed over on purpose. */
export function isKnownKey(familyId: string, key: string): boolean {
  const plain = plainKey(key, familyId);
  return (schemaOf(familyId)?.has(plain) ?? false) || irrelevantKeys.has(plain);
}

/**
 * Keys that can still be added to an object: current ones in the order of the schema, then those kept for older files.
 *
 * @param objectPath `[]` for the text config itself, `['linear_attn_config']` for an object in it.
 * @param existingKeys keys that the object has.
 */
export function completionsFor(
  familyId: string,
  objectPath: readonly string[],
  existingKeys: Iterable<string>,
): readonly KeyCompletion[] {
  const existing = new Set([...existingKeys].map((key) => plainKey(key, familyId)));
  const open = [...(propertiesAt(familyId, objectPath)?.values() ?? [])].filter(
    // A key that replaced another one is no news to a file that has the other.
    ({ key, replacedBy }) => !existing.has(key) && !(replacedBy !== undefined && existing.has(replacedBy)),
  );
  return open
    .map((property) => ({
      ...describe(property),
      valueText: valueText(property),
    }))
    .sort((a, b) => Number(a.replacedBy !== undefined) - Number(b.replacedBy !== undefined));
}

/** Values worth offering at a path: the allowed ones, usual ones, the default, true and false, null. */
export function valueCompletions(familyId: string, path: readonly string[]): readonly ValueCompletion[] {
  const found = find(familyId, path);
  if (!found) return [];
  const { property, value: schema } = found;
  const fallback = schema === property ? property.default : undefined;
  const { types, facts } = schema;
  const candidates: JsonScalar[] = [
    ...(facts.enum ?? []),
    ...(schema.items === undefined ? property.examples : []),
    ...(types.includes('boolean') ? [true, false] : []),
    ...(isScalar(fallback) ? [fallback] : []),
    ...(types.includes('null') ? [null] : []),
  ];
  return [...new Set(candidates)].map((value) => {
    const description = property.values[String(value)];
    return { value, isDefault: value === fallback, ...(description !== undefined && { description }) };
  });
}

interface Found {
  readonly property: PropertySchema;
  /** The property itself or, where the path leads into its list, what an entry may be. */
  readonly value: ValueSchema;
}

function find(familyId: string, path: readonly string[]): Found | undefined {
  let properties: PropertySchemas | undefined = schemaOf(familyId);
  let found: Found | undefined;
  for (const segment of path) {
    const items: ValueSchema | undefined = found?.value.items;
    if (found && items && /^\d+$/.test(segment)) {
      found = { property: found.property, value: items };
      continue;
    }
    const property: PropertySchema | undefined = properties?.get(plainKey(segment, familyId));
    if (!property) return undefined;
    found = { property, value: property };
    properties = property.properties;
  }
  return found;
}

function propertiesAt(familyId: string, path: readonly string[]): PropertySchemas | undefined {
  return path.length === 0 ? schemaOf(familyId) : find(familyId, path)?.property.properties;
}

function describe(property: PropertySchema, value: ValueSchema = property): KeyInfo {
  const { types, facts } = value;
  return {
    key: property.key,
    description: property.description,
    source: property.source,
    types,
    ...(facts.enum && { allowed: facts.enum }),
    ...(facts.minimum !== undefined && { minimum: facts.minimum }),
    ...(facts.maximum !== undefined && { maximum: facts.maximum }),
    ...(value === property && property.default !== undefined && { default: property.default }),
    ...(property.replacedBy !== undefined && { replacedBy: property.replacedBy }),
  };
}

const emptyValues: Readonly<Record<JsonType, string>> = {
  integer: '1',
  number: '1.0',
  string: '""',
  boolean: 'false',
  null: 'null',
  array: '[]',
  object: '{}',
};

function valueText({ default: fallback, facts, types, examples }: PropertySchema): string {
  const [value] = [fallback, facts.enum?.[0], examples[0]].filter((candidate) => candidate !== undefined);
  if (value !== undefined && (value !== null || types.length === 1)) return JSON.stringify(value);
  const [type = 'null'] = types;
  if (type === 'integer' && facts.minimum !== undefined) return String(Math.max(1, facts.minimum));
  return emptyValues[type];
}

function isScalar(value: JsonValue | undefined): value is JsonScalar {
  return value !== undefined && (value === null || typeof value !== 'object');
}
