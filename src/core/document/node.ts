/**
 * The one located tree that JSON and YAML are parsed into.
 *
 * Offsets are UTF-16 code units into the document's text, end exclusive, as editors count them.
 */

export interface Range {
  readonly start: number;
  readonly end: number;
}

export type Scalar = string | number | boolean | null;

export interface ScalarNode {
  readonly type: 'scalar';
  readonly value: Scalar;
  readonly range: Range;
  /** True where the text writes a number with a fraction or an exponent (`4096.0`), which loaders refuse for counts. */
  readonly isFloat?: boolean;
}

export interface ArrayNode {
  readonly type: 'array';
  readonly items: readonly ConfigNode[];
  readonly range: Range;
}

export interface Member {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: ConfigNode;
  /** From the start of the key to the end of the value. */
  readonly range: Range;
}

export interface ObjectNode {
  readonly type: 'object';
  /** In the order of the text; where a key occurs twice, the last one wins, as in Python's json and PyYAML. */
  readonly members: ReadonlyMap<string, Member>;
  readonly range: Range;
}

export type ConfigNode = ScalarNode | ArrayNode | ObjectNode;

/** A thing the text itself gets wrong or leaves ambiguous, before any model is known. */
export interface DocumentProblem {
  readonly code:
    | 'syntax'
    | 'duplicate-key'
    | 'non-standard-number'
    | 'too-deep'
    | 'too-large'
    | 'yaml-ambiguous-scalar'
    | 'yaml-float-without-dot'
    | 'yaml-multiple-documents';
  readonly message: string;
  readonly range: Range;
}

export type DocumentLanguage = 'json' | 'yaml';

/**
 * A parsed text. Parsing never throws: half-typed text still gives a tree of what is there, and problems.
 * `root` is absent only where the text holds no value at all.
 */
export interface ConfigDocument {
  readonly language: DocumentLanguage;
  readonly text: string;
  readonly root: ConfigNode | undefined;
  readonly problems: readonly DocumentProblem[];
}

export function isObject(node: ConfigNode | undefined): node is ObjectNode {
  return node?.type === 'object';
}

export function isArray(node: ConfigNode | undefined): node is ArrayNode {
  return node?.type === 'array';
}

/** The value of an object's member, or undefined where there is no such member or no object. */
export function memberValue(node: ConfigNode | undefined, key: string): ConfigNode | undefined {
  return isObject(node) ? node.members.get(key)?.value : undefined;
}

export function stringValue(node: ConfigNode | undefined): string | undefined {
  return node?.type === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

export function numberValue(node: ConfigNode | undefined): number | undefined {
  return node?.type === 'scalar' && typeof node.value === 'number' ? node.value : undefined;
}

/** True for a written `null`; absence is `undefined`, which loaders treat differently. */
export function isNull(node: ConfigNode | undefined): boolean {
  return node?.type === 'scalar' && node.value === null;
}
