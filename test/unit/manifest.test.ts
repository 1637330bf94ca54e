import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commandIds } from '../../src/extension/commandIds';
import { regenerate, type Manifest } from '../manifest';

const read = (file: string): string => readFileSync(file, 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;

describe('package.json', () => {
  it('says of rules, engines and dtypes what the code says: else run `npm run generate`', () => {
    assert.deepEqual(manifest, regenerate(manifest));
  });

  it('takes every string that it names from package.nls.json, and that has no other', () => {
    const strings = Object.keys(JSON.parse(read('package.nls.json')) as object);
    const named = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, name]) => name);
    assert.deepEqual(new Set(named), new Set(strings));
  });

  it('names the commands that there are', () => {
    assert.deepEqual(
      manifest.contributes.commands.map(({ command }) => command),
      commandIds,
    );
  });

  it('has each setting under one prefix, in a group, with words and an order', () => {
    for (const { properties } of manifest.contributes.configuration) {
      for (const [name, property] of Object.entries(properties)) {
        assert.match(name, /^layerwise\./);
        assert.match(String(property['description'] ?? property['markdownDescription']), /^%settings\./);
        assert.ok(property['order'] && property['scope'], name);
        assert.ok('default' in property, name);
      }
    }
  });
});
