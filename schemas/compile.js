// Compiles the schemas into the module `layerwise:schemas`, small enough to ship (its types: src/core/schema/virtual.d.ts).
//
// ajv writes one function per *distinct* value schema ("a whole number of at least 1"), not one per family: families
// differ in their keys and defaults much more than in what a key may hold. Entries of lists and keys of objects are
// values in their own right, so a function never has more than one error. The rest is tables in the shape of the
// sources: a part's properties once, and per family the parts that it is made of and what it adds.
'use strict';

const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
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

/** The distinct schemas that values are checked with. */
class Types {
  /** @type {Map<string, number>} */
  indexes = new Map();
  /** @type {{ schema: Schema, items: number | undefined }[]} */
  all = [];

  /** @param {Schema} value @returns {number} */
  index(value) {
    const { items: entries, ...schema } = assertions(value);
    const items = entries && this.index(entries);
    const text = JSON.stringify([sorted(schema), items]);
    const known = this.indexes.get(text);
    if (known !== undefined) return known;
    const index = this.all.length;
    this.indexes.set(text, index);
    this.all.push({ schema, items });
    return index;
  }

  /** What ajv compiles each of them to, and the table of them. */
  code() {
    const ajv = new Ajv({
      allowUnionTypes: true,
      messages: false,
      code: { source: true, esm: true, lines: false, optimize: 2 },
    });
    /** @type {Record<string, string>} */
    const names = {};
    /** @type {Map<string, string>} */
    const known = new Map();
    const rows = this.all.map(({ schema, items }, index) => {
      // Lists of different entries are the same to ajv.
      const text = JSON.stringify(sorted(schema));
      const check = known.get(text) ?? `check${index}`;
      if (!known.has(text)) {
        known.set(text, check);
        ajv.addSchema({ ...schema, $id: check });
        names[check] = check;
      }
      return `[${check},${text}${items === undefined ? '' : `,${items}`}]`;
    });
    return `${lean(standaloneCode(ajv, names))}\nexport const types=[${rows.join()}];`;
  }
}

/**
 * ajv's code without what only schemas inside schemas need: where in the document and in the schema they are.
 *
 * @param {string} code
 */
function lean(code) {
  return code
    .replaceAll('{instancePath="", parentData, parentDataProperty, rootData=data}={}', '')
    .replaceAll(/instancePath,schemaPath:"[^"]*",/g, '')
    .replaceAll(/,"\$id":"check\d+"/g, '');
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

/** Writes tables as JavaScript in which what occurs often is a constant: long strings, rows, nested tables. */
class Writer {
  /** @type {Map<string, number>} how often the JSON text of a value occurs */
  counts = new Map();
  /** @type {Map<string, string>} the constant that stands for it */
  names = new Map();
  /** @type {string[]} */
  declarations = [];

  /** @param {any} value */
  count(value) {
    if (!isShareable(value)) return;
    const identity = JSON.stringify(value);
    const count = (this.counts.get(identity) ?? 0) + 1;
    this.counts.set(identity, count);
    // What is inside a constant is written once.
    if (count > 1 || typeof value !== 'object') return;
    for (const item of Object.values(value)) this.count(item);
  }

  /** @param {any} value @returns {string} */
  write(value) {
    if (!isShareable(value)) return JSON.stringify(value);
    return this.shared(JSON.stringify(value), () => {
      if (typeof value !== 'object') return JSON.stringify(value);
      if (Array.isArray(value)) return `[${value.map((item) => this.write(item)).join()}]`;
      const members = Object.entries(value).map(
        ([key, item]) => `${JSON.stringify(key)}:${this.write(item)}`,
      );
      return `{${members.join()}}`;
    });
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

/** Long enough for a name to be shorter. @param {any} value */
function isShareable(value) {
  return typeof value === 'string' ? value.length > 6 : typeof value === 'object' && value !== null;
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

/** Where the families are that ask for schemas. */
const familyFolder = join(__dirname, '../src/core/families');

/**
 * The schemas that something asks for: those of families in the code, by their own name or any of their model types,
 * those of dialects, and the parts that these are made of.
 *
 * @param {import('./load').Sources} sources
 * @returns {Set<string>}
 */
function usedPaths(sources) {
  const code = readdirSync(familyFolder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(familyFolder, name), 'utf8'))
    .join('\n');
  /** @type {Set<string>} */
  const used = new Set();
  /** @param {string} path */
  const use = (path) => {
    used.add(path);
    for (const part of references(sources.schemas.get(path) ?? {}, path)) use(part);
  };
  for (const [path, schema] of sources.schemas) {
    const names = [nameOf(path), ...(schema['x-model-types'] ?? [])];
    if (path.startsWith('dialects/')) use(path);
    if (path.startsWith('families/') && names.some((name) => code.includes(`'${name}'`))) use(path);
  }
  return used;
}

/** The module's text, and the files and folders that it depends on. */
function compile() {
  const sources = load();
  const used = usedPaths(sources);
  const types = new Types();
  /** @type {Schema} */
  const parts = {};
  /** @type {Schema} */
  const families = {};
  /** @type {Schema} */
  const dialects = {};
  for (const [path, { title, 'x-model-types': modelTypes }] of sources.schemas) {
    if (!used.has(path)) continue;
    const name = nameOf(path);
    const table = group(sources, path, types);
    if (path.startsWith('dialects/')) dialects[name] = { title, ...table };
    else if (path.startsWith('families/'))
      families[name] = { title, ...(modelTypes && { modelTypes }), ...table };
    else if (parts[name]) throw new Error(`${path}: another part has this name.`);
    else parts[name] = table;
  }
  const writer = new Writer();
  writer.count([parts, families, dialects]);
  const tables = [
    `export const parts=${writer.write(parts)};`,
    `export const families=${writer.write(families)};`,
    `export const dialects=${writer.write(dialects)};`,
  ];
  const code = [
    types.code(),
    ...writer.declarations,
    ...tables,
    `export const irrelevant=${JSON.stringify(sources.irrelevant)};`,
  ].join('\n');
  return { code, files: sources.files, folders: [...folders(), familyFolder] };
}

module.exports = { compile };
