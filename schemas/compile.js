// Compiles the schemas into the module `layerwise:schemas`, small enough to ship (its types: src/core/schema/virtual.d.ts).
//
// ajv writes one function per *distinct* property schema ("a whole number of at least 1"), not one per family: families
// differ in their keys and defaults much more than in what a key may hold. The rest is tables in the shape of the
// sources: a part's properties once, and per family the parts that it is made of and what it adds.
'use strict';

const Ajv = require('ajv').default;
const standaloneCode = require('ajv/dist/standalone').default;
const { assertions, flatten, folders, load, nameOf, ownProperties, references } = require('./load');

/** Keywords of a family or part besides its properties. ajv would have to see any other. */
const objectKeywords = new Set([
  '$schema',
  '$id',
  'title',
  'description',
  'type',
  'allOf',
  'properties',
  'definitions',
]);

/** @typedef {import('./load').Schema} Schema */

/** The distinct schemas that properties are checked with. */
class Types {
  /** @type {Map<string, number>} */
  indexes = new Map();
  /** @type {Schema[]} */
  schemas = [];

  /** @param {Schema} property */
  index(property) {
    const schema = assertions(property);
    const text = JSON.stringify(sorted(schema));
    const known = this.indexes.get(text);
    if (known !== undefined) return known;
    const index = this.schemas.length;
    this.indexes.set(text, index);
    this.schemas.push(schema);
    return index;
  }

  /** What ajv compiles each of them to: functions named `check0`, `check1`… */
  code() {
    const ajv = new Ajv({
      allErrors: true,
      allowUnionTypes: true,
      strict: true,
      strictTypes: true,
      strictTuples: false,
      messages: false,
      code: { source: true, esm: true, lines: false, optimize: 2 },
    });
    /** @type {Record<string, string>} */
    const names = {};
    this.schemas.forEach((schema, index) => {
      ajv.addSchema({ ...schema, $id: `check${index}` });
      names[`check${index}`] = `check${index}`;
    });
    return standaloneCode(ajv, names);
  }
}

/** @param {any} value @returns {any} */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** Writes tables as JavaScript in which what occurs often is a constant: long strings, the keys of nested objects. */
class Writer {
  /** @type {Map<string, number>} how often a string or the text of a nested object occurs */
  counts = new Map();
  /** @type {Map<string, string>} the constant that stands for it */
  names = new Map();
  /** @type {string[]} */
  declarations = [];

  /** @param {any} value */
  count(value) {
    if (typeof value === 'string') {
      this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
    } else if (value !== null && typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) {
        this.count(item);
        if (key === 'properties' || key === 'values') this.count(JSON.stringify(item));
      }
    }
  }

  /** @param {any} value @returns {string} */
  write(value) {
    if (Array.isArray(value)) return `[${value.map((item) => this.write(item)).join()}]`;
    if (value !== null && typeof value === 'object') {
      const members = Object.entries(value).map(([key, item]) => {
        const isShared = key === 'properties' || key === 'values';
        const text = isShared ? this.shared(JSON.stringify(item), () => this.write(item)) : this.write(item);
        return `${JSON.stringify(key)}:${text}`;
      });
      return `{${members.join()}}`;
    }
    const text = JSON.stringify(value);
    return typeof value === 'string' && value.length > 8 ? this.shared(value, () => text) : text;
  }

  /** @param {string} identity @param {() => string} write */
  shared(identity, write) {
    const known = this.names.get(identity);
    if (known !== undefined) return known;
    const text = write();
    if ((this.counts.get(identity) ?? 0) < 2) return text;
    const name = `shared${this.names.size}`;
    this.names.set(identity, name);
    this.declarations.push(`const ${name}=${text};`);
    return name;
  }
}

/**
 * One property as a tuple: type, description, source, and what only some have. The source is empty where it is the
 * table's class and the key.
 *
 * @param {string} key
 * @param {Schema} property
 * @param {Types} types
 * @param {string} prefix the table's class and a dot
 * @returns {any[]}
 */
function propertyRow(key, property, types, prefix) {
  /** @type {Schema} */
  const more = {};
  if (property.default !== undefined) more.default = property.default;
  if (property.examples) more.examples = property.examples;
  if (property['x-replaced-by']) more.replacedBy = property['x-replaced-by'];
  if (property['x-values']) more.values = property['x-values'];
  if (property['x-expects']) more.expects = property['x-expects'];
  if (property.properties) {
    more.properties = Object.fromEntries(
      Object.entries(property.properties).map(([name, nested]) => [
        name,
        propertyRow(name, { 'x-source': property['x-source'], ...nested }, types, ''),
      ]),
    );
  }
  const row = [types.index(property), property.description, shortSource(key, property['x-source'], prefix)];
  return Object.keys(more).length > 0 ? [...row, more] : row;
}

/**
 * `LlamaConfig.hidden_size` of `hidden_size` → `LlamaConfig.`, which many properties share.
 *
 * @param {string} key
 * @param {string} source
 * @param {string} prefix
 */
function shortSource(key, source, prefix) {
  if (!source?.endsWith(`.${key}`)) return source;
  const start = source.slice(0, -key.length);
  return start === prefix ? '' : start;
}

/**
 * A part or family as a table: `uses`, `properties`, and (families) `defaults` for what differs in nothing else.
 *
 * @param {import('./load').Sources} sources
 * @param {string} path
 * @param {Types} types
 */
function group(sources, path, types) {
  const schema = /** @type {Schema} */ (sources.schemas.get(path));
  for (const keyword of Object.keys(schema)) {
    if (!objectKeywords.has(keyword) && !keyword.startsWith('x-'))
      throw new Error(`${path}: compile.js does not know what to do with "${keyword}" here.`);
  }
  const flat = flatten(sources, path);
  /** @type {Schema} */
  const properties = {};
  /** @type {Schema} */
  const defaults = {};
  for (const [key, own] of Object.entries(ownProperties(schema, path))) {
    const isDefaultOnly = schema.properties[key] && Object.keys(schema.properties[key]).join() === 'default';
    if (isDefaultOnly && flat[key]?.type !== undefined) defaults[key] = own.default;
    else properties[key] = propertyRow(key, flat[key] ?? own, types, `${schema['x-class']}.`);
  }
  const uses = references(schema, path).map(nameOf);
  return {
    ...(schema['x-class'] && { class: schema['x-class'] }),
    ...(uses.length > 0 && { uses }),
    properties,
    ...(Object.keys(defaults).length > 0 && { defaults }),
  };
}

/** The module's text, and the files that it is made of. */
function compile() {
  const sources = load();
  const types = new Types();
  /** @type {Schema} */
  const parts = {};
  /** @type {Schema} */
  const families = {};
  for (const [path, schema] of sources.schemas) {
    const name = nameOf(path);
    const table = group(sources, path, types);
    if (path.startsWith('families/')) {
      const modelTypes = schema['x-model-types'];
      families[name] = {
        title: schema.title,
        ...(modelTypes && { modelTypes }),
        ...table,
      };
    } else {
      if (parts[name]) throw new Error(`${path}: another part has this name.`);
      parts[name] = table;
    }
  }
  const facts = types.schemas.map((schema, index) => `[check${index},${JSON.stringify(schema)}]`);
  const writer = new Writer();
  writer.count([parts, families]);
  const tables = [
    `export const parts=${writer.write(parts)};`,
    `export const families=${writer.write(families)};`,
  ];
  const code = [
    types.code(),
    ...writer.declarations,
    `export const types=[${facts.join()}];`,
    ...tables,
    `export const irrelevant=${JSON.stringify(sources.irrelevant)};`,
  ].join('\n');
  return { code, files: sources.files, types: types.schemas };
}

module.exports = { compile, folders };
