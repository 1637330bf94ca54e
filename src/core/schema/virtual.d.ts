/**
 * What `schemas/esbuild-plugin.js` makes of the files under `schemas/`: one function per distinct value schema
 * (ajv standalone code) and tables in the shape of the sources. `catalogue.ts` puts them together; nothing else
 * should import this.
 */
declare module 'layerwise:schemas' {
  export interface SchemaError {
    readonly keyword: string;
    readonly params: Readonly<Record<string, unknown>>;
  }

  export interface CheckFunction {
    (value: unknown): boolean;
    readonly errors?: readonly SchemaError[] | null;
  }

  export type JsonScalar = string | number | boolean | null;
  export type JsonValue = JsonScalar | readonly JsonValue[] | { readonly [key: string]: JsonValue };
  export type JsonType = 'integer' | 'number' | 'string' | 'boolean' | 'null' | 'array' | 'object';

  /** What a schema says of a value itself, without the entries of lists and the properties of objects. */
  export interface TypeFacts {
    readonly type: JsonType | readonly JsonType[];
    readonly enum?: readonly JsonScalar[];
    readonly minimum?: number;
    readonly maximum?: number;
    readonly exclusiveMinimum?: number;
    readonly exclusiveMaximum?: number;
    readonly pattern?: string;
    readonly minItems?: number;
    readonly maxItems?: number;
  }

  export interface PropertyExtras {
    readonly default?: JsonValue;
    readonly examples?: readonly JsonScalar[];
    readonly replacedBy?: string;
    /** What single values mean, of the property itself or of its entries. */
    readonly values?: Readonly<Record<string, string>>;
    /** What a value must be, in words, where the schema has only a pattern. */
    readonly expects?: string;
    readonly properties?: Readonly<Record<string, PropertyRow>>;
  }

  /**
   * Index in `types`, description, source, extras. A source that ends with a dot is completed by the key; an empty one
   * is the table's class and the key.
   */
  export type PropertyRow = readonly [
    type: number,
    description: string,
    source: string,
    extras?: PropertyExtras,
  ];

  export interface PartTable {
    /** The configuration class that the properties and defaults are from, unless they say otherwise. */
    readonly class?: string;
    readonly uses?: readonly string[];
    readonly properties: Readonly<Record<string, PropertyRow>>;
    readonly defaults?: Readonly<Record<string, JsonValue>>;
  }

  export interface FamilyTable extends PartTable {
    readonly title: string;
    /** Values of `model_type` besides the family's own name. */
    readonly modelTypes?: readonly string[];
  }

  /** Of a list whose entries are told of, the index of their type comes third. */
  export type TypeRow = readonly [check: CheckFunction, facts: TypeFacts, items?: number];

  export const types: readonly TypeRow[];
  export const parts: Readonly<Record<string, PartTable>>;
  export const families: Readonly<Record<string, FamilyTable>>;
  /** By the id of the dialect. */
  export const dialects: Readonly<Record<string, FamilyTable>>;
  export const irrelevant: readonly { readonly reason: string; readonly keys: readonly string[] }[];
}
