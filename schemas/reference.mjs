/**
 * Writes docs/schema-reference.md from the schemas: `node schemas/reference.mjs`. With `--check` it writes nothing and
 * fails where the page is not what it would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';

const require = createRequire(import.meta.url);
const { flatten, load, nameOf, references } = require('./load');
/** @typedef {import('./load').Schema} Schema */

const page = fileURLToPath(new URL('../docs/schema-reference.md', import.meta.url));
const sources = load();

const intro = `# Schema reference

What Layerwise knows of each key: one section per attention variant, per shared part, per family, and per dialect of
another tool. Families list
what they add to their parts; defaults are those of the configuration class named. The page is generated from
[\`schemas/\`](../schemas/README.md) (\`node schemas/reference.mjs\`).
`;

/** @param {string} kind @param {string} heading */
function sections(kind, heading) {
  const paths = [...sources.schemas.keys()].filter((path) => path.startsWith(`${kind}/`));
  return [`## ${heading}\n`, ...paths.map((path) => section(path))];
}

/** @param {string} path */
function section(path) {
  const schema = /** @type {Schema} */ (sources.schemas.get(path));
  const flat = flatten(sources, path);
  const lines = [`### ${schema.title}\n`, `${anchor(path)}${escape(schema.description)}\n`];
  if (path.startsWith('dialects/')) lines.push(`${escape(schema['x-class'])}\n`);
  if (path.startsWith('families/')) {
    const types = [nameOf(path), ...(schema['x-model-types'] ?? [])].map((type) => `\`${type}\``);
    lines.push(`\`model_type\` ${types.join(', ')} · ${escape(schema['x-class'])}\n`);
  }
  const uses = references(schema, path).map((/** @type {string} */ part) => {
    const title = sources.schemas.get(part)?.title;
    return `[${escape(title)}](#${idOf(part)})`;
  });
  if (uses.length > 0) lines.push(`With all of: ${uses.join(' · ')}\n`);
  const rows = Object.keys(schema.properties).flatMap((key) => row(key, flat[key]));
  if (rows.length > 0)
    lines.push(
      ['| key | what it does | value | default | source |', '|---|---|---|---|---|', ...rows, ''].join('\n'),
    );
  return lines.join('\n');
}

/** @param {string} key @param {Schema} property @returns {string[]} */
function row(key, property) {
  const { description, default: fallback, properties } = property;
  const replaced = property['x-replaced-by'];
  const what = replaced ? `${escape(description)} (now \`${replaced}\`)` : escape(description);
  const shown = fallback === undefined ? '' : `\`${JSON.stringify(fallback)}\``;
  const nested = Object.entries(properties ?? {}).flatMap(([name, item]) =>
    item.properties ? [] : row(`${key}.${name}`, { 'x-source': property['x-source'], ...item }),
  );
  const source = escape(property['x-source']);
  return [`| \`${key}\` | ${what} | ${value(property)} | ${shown} | ${source} |`, ...nested];
}

/** @param {Schema} property @returns {string} */
function value(property) {
  const types = [property.type].flat();
  if (property.enum)
    return property.enum.map((/** @type {unknown} */ item) => `\`${JSON.stringify(item)}\``).join(', ');
  const words = types.map((type) =>
    type === 'array' && property.items ? `list of ${value(property.items)}` : type,
  );
  return words.join(' or ') + bounds(property);
}

/** @param {Schema} schema */
function bounds({ minimum, exclusiveMinimum, maximum }) {
  const parts = [
    minimum === undefined ? '' : ` ≥ ${minimum}`,
    exclusiveMinimum === undefined ? '' : ` > ${exclusiveMinimum}`,
    maximum === undefined ? '' : ` ≤ ${maximum}`,
  ];
  return parts.join('');
}

/** @param {string} path */
const idOf = (path) => path.replace('.schema.json', '').replaceAll(/[/_]/g, '-');
/** @param {string} path */
const anchor = (path) => `<a id="${idOf(path)}"></a>`;
/** @param {unknown} text */
const escape = (text) => String(text).replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*');

const text = await format(
  [
    intro,
    ...sections('attention', 'Attention variants'),
    ...sections('parts', 'Shared parts'),
    ...sections('families', 'Families'),
    ...sections('dialects', 'Other dialects'),
  ].join('\n'),
  { parser: 'markdown', printWidth: 110 },
);

if (process.argv.includes('--check')) {
  if (readFileSync(page, 'utf8') !== text) {
    console.error('docs/schema-reference.md is not what the schemas say. Run: node schemas/reference.mjs');
    process.exitCode = 1;
  }
} else {
  writeFileSync(page, text);
}
