import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import Ajv, { type ErrorObject } from 'ajv';
import { transform } from 'esbuild';
import { locate } from '../../../src/core/document/pointer';
import {
  dialectSchemaNames,
  irrelevantKeys,
  schemaNames,
  schemaOf,
} from '../../../src/core/schema/catalogue';
import { families } from '../../../src/core/families/registry';
import { dialectSchema, isStrict, keyInfo, plainKey } from '../../../src/core/schema/keys';
import { validate } from '../../../src/core/schema/validate';
import { isNull, stringValue, type ConfigNode } from '../../../src/core/document/node';
import { broken } from './broken';
import { configOf, dialectConfigs, realConfigs } from './configs';
import {
  compile,
  dialectPaths,
  familyPaths,
  pathOfModelType,
  propertiesOf,
  schemas,
  type FileProperties,
} from './files';

/** Bytes of the schemas in a minified bundle: parts and checks, what each family adds, and dialects, who share nothing. */
const bundleBudget = 35_000 + 1_000 * schemaNames.length + 8_000 * dialectSchemaNames.length;

/** ajv as an editor would use it: the files as they stand, `$ref`s followed. */
function referenceAjv(): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: false });
  for (const [path, schema] of schemas) ajv.addSchema(schema, `https://schemas/${path}`);
  return ajv;
}

describe('schema files', () => {
  const ajv = new Ajv();
  for (const [path, schema] of schemas) {
    it(`${path} is draft-07 and says what it is`, () => {
      assert.ok(ajv.validateSchema(schema), ajv.errorsText());
      assert.equal(schema['$schema'], 'http://json-schema.org/draft-07/schema#');
      for (const keyword of ['title', 'description'])
        assert.match(String(schema[keyword]), /\S/, `${path} has no ${keyword}`);
      assert.match(path, /^(?:attention|parts|families|dialects)\/[a-z0-9_-]+\.schema\.json$/);
    });
  }

  it('compose: every property of every family has one line of description, a source and a type', () => {
    const ajv = new Ajv({ strict: false });
    const seen = new Set<string>();
    const check = (properties: FileProperties, place: string, parentSource?: string): void => {
      for (const [key, property] of Object.entries(properties)) {
        const at = `${place}.${key}`;
        const { description = '', 'x-source': source = parentSource ?? '' } = property;
        assert.match(description, /^[A-Z0-9`].{7,140}[^.\s]$/u, `${at}: "${description}"`);
        assert.match(source, /^(?!undefined).{5}/, `${at} has no source`);
        assert.ok(property['type'] !== undefined, `${at} has no type`);
        const text = JSON.stringify(property, (key, value: unknown) =>
          key === 'description' || key.startsWith('x-') ? undefined : value,
        );
        if (property['default'] !== undefined && !seen.has(text))
          assert.ok(ajv.validate({ ...property }, property['default']), `${at}: its default is not allowed`);
        seen.add(text);
        if (property.properties) check(property.properties, at, source);
      }
    };
    for (const path of [...familyPaths, ...dialectPaths]) {
      const properties = propertiesOf(path);
      assert.ok(Object.keys(properties).length > 10, path);
      check(properties, path);
    }
  }).timeout(60_000);

  it('are there for every family, with all of its model types and names of fields', () => {
    for (const { id, modelTypes, aliases = {} } of families) {
      const properties = schemaOf(id);
      assert.ok(properties, `schemas/families has nothing for ${id}`);
      for (const modelType of modelTypes) assert.ok(schemaOf(modelType), `${id}: model type ${modelType}`);
      const names = Object.entries(aliases).flatMap(([name, others]) => [name, ...others]);
      for (const name of names) {
        const [key = '', ...path] = name.split('.');
        assert.ok(keyInfo(id, [key, ...path]), `${id}: ${name}`);
      }
    }
  });

  it('say of replaced keys what took their place, in the same family', () => {
    for (const path of familyPaths) {
      const properties = propertiesOf(path);
      for (const [key, { 'x-replaced-by': other }] of Object.entries(properties))
        if (typeof other === 'string') assert.ok(other in properties, `${path}: ${key} → ${other}`);
    }
  });

  it('have nothing against any real config, and know all of its keys, or pass over them', () => {
    const ajv = referenceAjv();
    let count = 0;
    for (const { name, config } of realConfigs()) {
      const path = pathOfModelType(config.modelTypes[0] ?? '');
      if (path === undefined) continue;
      count++;
      const properties = propertiesOf(path);
      for (const base of new Set(['', config.base])) {
        const node = locate(config.document.root, base)!.node;
        const keys = node.type === 'object' ? [...node.members.keys()] : [];
        const unknown = keys.filter((key) => !(key in properties) && !irrelevantKeys.has(key));
        assert.deepEqual(unknown, [], `${name} as ${path}`);
      }
      const check = ajv.getSchema(`https://schemas/${path}`)!;
      void check(plain(locate(config.document.root, config.base)!.node));
      assert.deepEqual(check.errors ?? [], [], name);
    }
    assert.ok(count > 100, `${count} configs`);
  }).timeout(60_000);

  it('are there for dialects of that name, know all keys of their real configs, and have nothing against them', () => {
    const ajv = referenceAjv();
    const counts = new Map<string, number>();
    for (const { name, config } of dialectConfigs()) {
      const schema = dialectSchema(config.dialect);
      const path = `${schema}.schema.json`;
      if (!dialectPaths.includes(path)) continue;
      counts.set(nameOf(path), (counts.get(nameOf(path)) ?? 0) + 1);
      const { node } = locate(config.document.root, config.base)!;
      const keys = node.type === 'object' ? [...node.members.keys()] : [];
      const properties = propertiesOf(path);
      assert.deepEqual(
        keys
          .map((key) => plainKey(key, schema))
          .filter((key) => !(key in properties) && !irrelevantKeys.has(key)),
        [],
        `${name} as ${path}`,
      );
      const check = ajv.getSchema(`https://schemas/${path}`)!;
      void check(plain(node));
      const errors = check.errors ?? [];
      if (isStrict(schema)) {
        assert.deepEqual(errors, [], name);
        assert.deepEqual(validate(config, schema), [], name);
      } else {
        // Command lines and OmegaConf make of a string what is needed, put variables in, and take null for left out.
        const isOpen = ({ instancePath }: ErrorObject): boolean => {
          const node = locate(config.document.root, config.base + instancePath)?.node;
          return isNull(node) || stringValue(node) !== undefined;
        };
        assert.deepEqual(
          errors.filter((error) => !isOpen(error)),
          [],
          name,
        );
      }
    }
    assert.deepEqual(
      [...counts.keys()].toSorted(),
      dialectPaths.map((path) => nameOf(path)),
    );
    assert.ok((counts.get('llama') ?? 0) > 10, JSON.stringify([...counts]));
  }).timeout(30_000);

  it('pass over a key on purpose for one reason only, and none that all models know', () => {
    assert.ok(irrelevantKeys.size > 80);
    for (const [key, reason] of irrelevantKeys) {
      assert.match(reason, /\S/);
      assert.ok(!schemaOf('llama')?.has(key), key);
    }
  });

  it('mean the same composed at run time and read by ajv as they stand', () => {
    const ajv = referenceAjv();
    const samples = [
      ...realConfigs().map(({ config }) => config),
      ...broken.map(({ text }) => configOf(text)!),
    ];
    for (const config of samples) {
      const name = config.modelTypes[0] ?? '';
      const family = schemaNames.find((candidate) => schemaOf(candidate) === schemaOf(name));
      const root = locate(config.document.root, config.base)?.node;
      if (family === undefined || !root) continue;
      const reference = ajv.getSchema(`https://schemas/families/${family}.schema.json`);
      assert.ok(reference, family);
      void reference(plain(root));
      const expected = (reference.errors ?? []).map(({ instancePath }) => config.base + instancePath);
      // What ajv alone can't see: whole numbers written as floats.
      const found = validate(config, family).filter(({ message }) => !/ is -?[\d,]+\.0;/.test(message));
      assert.deepEqual(
        found.map(({ pointer }) => pointer).sort(),
        [...new Set(expected)].sort(),
        `${family}: ${config.document.text.slice(0, 200)}`,
      );
    }
  }).timeout(30_000);

  it('compile to a small module without ajv', async () => {
    const { code } = compile();
    assert.doesNotMatch(code, /\brequire\(|\bimport\b/);
    const { code: minified } = await transform(code, { minify: true, format: 'esm' });
    assert.ok(minified.length < bundleBudget, `${minified.length} bytes`);
  }).timeout(30_000);

  it('are what docs/schema-reference.md shows', () => {
    execFileSync(process.execPath, ['schemas/reference.mjs', '--check'], { stdio: 'pipe' });
  }).timeout(30_000);
});

const nameOf = (path: string): string => path.replace(/^dialects\/|\.schema\.json$/g, '');

function plain(node: ConfigNode): unknown {
  if (node.type === 'array') return node.items.map(plain);
  if (node.type === 'object')
    return Object.fromEntries([...node.members].map(([key, member]) => [key, plain(member.value)]));
  if (typeof node.value === 'number' && !Number.isFinite(node.value) && !Number.isNaN(node.value))
    return Math.sign(node.value) * Number.MAX_VALUE;
  return node.value;
}
