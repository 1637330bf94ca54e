// Reads the schemas of this folder and composes each family's own from the parts that it refers to.
'use strict';

const { readFileSync, readdirSync } = require('node:fs');
const { basename, dirname, join, posix } = require('node:path');

/** Folders of schemas; each file in them is one. */
const kinds = /** @type {const} */ (['attention', 'parts', 'families', 'dialects']);

/** Keywords that say something to people and nothing to a validator; so do all that begin with `x-`. */
const annotations = new Set(['$schema', 'title', 'description', 'default', 'examples', 'definitions']);

/** @typedef {Record<string, any>} Schema a draft-07 schema that is an object */

/**
 * @typedef {object} Sources
 * @property {Map<string, Schema>} schemas by path from this folder: `attention/mla.schema.json`
 * @property {{ reason: string, keys: string[] }[]} irrelevant
 * @property {string[]} files absolute paths of all that was read
 */

/** Folders whose change means that all is to be read again. */
function folders() {
  return [__dirname, ...kinds.map((kind) => join(__dirname, kind))];
}

/** @returns {Sources} */
function load() {
  const schemas = new Map();
  const files = [];
  for (const kind of kinds) {
    for (const name of readdirSync(join(__dirname, kind)).sort()) {
      if (!name.endsWith('.schema.json')) continue;
      const file = join(__dirname, kind, name);
      files.push(file);
      schemas.set(`${kind}/${name}`, readJson(file));
    }
  }
  const irrelevant = join(__dirname, 'irrelevant.json');
  files.push(irrelevant);
  return { schemas, irrelevant: readJson(irrelevant), files };
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** `families/llama.schema.json` → `llama`. @param {string} path */
function nameOf(path) {
  return basename(path, '.schema.json');
}

/** The paths that a schema's `allOf` refers to, from this folder. @param {Schema} schema @param {string} path */
function references(schema, path) {
  return (schema.allOf ?? []).map((/** @type {Schema} */ member) => {
    if (typeof member.$ref !== 'string' || Object.keys(member).length !== 1)
      throw new Error(`${path}: allOf may hold nothing but references to whole schemas.`);
    return posix.join(dirname(path), member.$ref);
  });
}

/**
 * All properties of a schema: those of the parts that it refers to in their order, then its own on top. A later
 * mention of a property adds to the earlier ones keyword by keyword.
 *
 * @param {Sources} sources
 * @param {string} path
 * @returns {Record<string, Schema>}
 */
function flatten(sources, path) {
  const schema = sources.schemas.get(path);
  if (!schema) throw new Error(`There is no schema ${path}.`);
  /** @type {Record<string, Schema>} */
  const all = {};
  for (const reference of references(schema, path)) mergeInto(all, flatten(sources, reference));
  mergeInto(all, ownProperties(schema, path));
  return all;
}

/**
 * A schema's own properties, each with its source: where a family gives a default, its class is the source.
 *
 * @param {Schema} schema
 * @param {string} path
 * @returns {Record<string, Schema>}
 */
function ownProperties(schema, path) {
  const own = withDefinitions(schema.properties ?? {}, schema, path);
  const source = schema['x-class'];
  if (source === undefined) return own;
  return Object.fromEntries(
    Object.entries(own).map(([key, property]) => [key, { 'x-source': `${source}.${key}`, ...property }]),
  );
}

/** @param {Record<string, Schema>} all @param {Record<string, Schema>} more */
function mergeInto(all, more) {
  for (const [key, schema] of Object.entries(more)) {
    const before = all[key];
    all[key] = before ? { ...before, ...schema } : schema;
    if (before?.properties && schema.properties) {
      all[key].properties = structuredClone(before.properties);
      mergeInto(all[key].properties, schema.properties);
    }
  }
}

/** Puts what `#/definitions/…` stands for in its place. @param {any} value @param {Schema} schema @param {string} path */
function withDefinitions(value, schema, path) {
  if (Array.isArray(value)) return value.map((item) => withDefinitions(item, schema, path));
  if (value === null || typeof value !== 'object') return value;
  if (typeof value.$ref === 'string') {
    const name = /^#\/definitions\/(\w+)$/.exec(value.$ref)?.[1];
    const definition = name === undefined ? undefined : schema.definitions?.[name];
    if (!definition) throw new Error(`${path}: ${value.$ref} leads nowhere.`);
    return withDefinitions(definition, schema, path);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withDefinitions(item, schema, path)]),
  );
}

/**
 * What a value has to be: a schema without its annotations and without the properties of objects, which are
 * properties in their own right.
 *
 * @param {Schema} schema
 * @returns {Schema}
 */
function assertions(schema) {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(
        ([keyword]) => !annotations.has(keyword) && !keyword.startsWith('x-') && keyword !== 'properties',
      )
      .map(([keyword, value]) => [keyword, keyword === 'items' ? assertions(value) : value]),
  );
}

module.exports = { assertions, flatten, folders, load, nameOf, ownProperties, references };
