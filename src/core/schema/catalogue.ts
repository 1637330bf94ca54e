/**
 * The families' schemas as one looks things up in them: `schemas/` composed at run time, a family when it is first
 * asked for.
 */
import {
  dialects,
  families,
  irrelevant,
  parts,
  types,
  type CheckFunction,
  type JsonScalar,
  type JsonType,
  type JsonValue,
  type PartTable,
  type PropertyRow,
  type TypeFacts,
} from 'layerwise:schemas';

/** What a value may be. */
export interface ValueSchema {
  readonly types: readonly JsonType[];
  readonly facts: TypeFacts;
  /** Checks the value itself: lists and objects only as such. */
  readonly check: CheckFunction;
  /** What the entries of a list may be; absent where nothing is said of them. */
  readonly items?: ValueSchema;
}

/** One key of a config, or one of an object inside it. */
export interface PropertySchema extends ValueSchema {
  readonly key: string;
  readonly description: string;
  /** Where it is defined: `transformers 5.18 Qwen3NextConfig.head_dim`, or a paper. */
  readonly source: string;
  /** What the implementation takes when the key is left out. */
  readonly default?: JsonValue;
  readonly examples: readonly JsonScalar[];
  readonly values: Readonly<Record<string, string>>;
  /** The key that took this one's place. */
  readonly replacedBy?: string;
  /** What a value must be, in words, where the schema has only a pattern. */
  readonly expects?: string;
  readonly properties?: PropertySchemas;
}

export type PropertySchemas = ReadonlyMap<string, PropertySchema>;

/** Dialects beside families, some of which have the same name: `dialects/mistral`. */
const tables = new Map([
  ...Object.entries(families),
  ...Object.entries(dialects).map(([id, table]) => [`dialects/${id}`, table] as const),
]);

const nameOfModelType = new Map(
  [...tables].flatMap(([name, { modelTypes = [] }]) =>
    [name, ...modelTypes].map((modelType) => [modelType, name] as const),
  ),
);

const composed = new Map<string, PropertySchemas>();

/**
 * The keys of a family's (text) config or of a dialect, or undefined where there is no schema.
 *
 * @param name a family's id or any `model_type` of it; `dialects/` and a dialect's id.
 */
export function schemaOf(name: string): PropertySchemas | undefined {
  const family = nameOfModelType.get(name);
  if (family === undefined) return undefined;
  let properties = composed.get(family);
  if (!properties) composed.set(family, (properties = compose(family)));
  return properties;
}

/** Names of all families that have a schema. */
export const schemaNames: readonly string[] = Object.keys(families);

/** Names of the dialects that have a schema of their own keys, as `schemaOf` takes them. */
export const dialectSchemaNames: readonly string[] = Object.keys(dialects).map((id) => `dialects/${id}`);

/** As the family's makers write it, for headings. */
export function schemaTitle(name: string): string | undefined {
  return tables.get(nameOfModelType.get(name) ?? '')?.title;
}

/** Keys that real configs carry and that change nothing Layerwise tells, with the reason. */
export const irrelevantKeys: ReadonlyMap<string, string> = new Map(
  irrelevant.flatMap(({ reason, keys }) => keys.map((key) => [key, reason] as const)),
);

function compose(family: string): PropertySchemas {
  const properties = new Map<string, PropertySchema>();
  const table = tables.get(family);
  if (table) addAll(properties, table);
  return properties;
}

function addAll(into: Map<string, PropertySchema>, table: PartTable): void {
  for (const name of table.uses ?? []) {
    const part = parts[name];
    if (part) addAll(into, part);
  }
  const prefix = `${table.class ?? ''}.`;
  for (const [key, row] of Object.entries(table.properties)) into.set(key, property(key, row, prefix));
  for (const [key, value] of Object.entries(table.defaults ?? {})) {
    const before = into.get(key);
    if (before) into.set(key, { ...before, default: value, source: sourceOf(key, '', prefix) });
  }
}

function property(
  key: string,
  [type, description, source, extras]: PropertyRow,
  prefix = '',
): PropertySchema {
  const { properties: nested, examples = [], values = {}, ...more } = extras ?? {};
  return {
    key,
    description,
    source: sourceOf(key, source, prefix),
    ...valueSchema(type),
    examples,
    values,
    ...more,
    ...(nested && {
      properties: new Map(Object.entries(nested).map(([name, row]) => [name, property(name, row)])),
    }),
  };
}

function valueSchema(type: number): ValueSchema {
  const [check, facts, items] = types[type]!;
  return {
    types: typeof facts.type === 'string' ? [facts.type] : facts.type,
    facts,
    check,
    ...(items !== undefined && { items: valueSchema(items) }),
  };
}

/** A source that is a class of transformers gets its release; a paper or a repository stands as it is. */
function sourceOf(key: string, source: string, prefix: string): string {
  const start = source === '' ? prefix : source;
  const whole = start.endsWith('.') ? start + key : start;
  return /^\w+Config\./.test(whole) ? `transformers 5.18 ${whole}` : whole;
}
