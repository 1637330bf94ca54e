import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Metafile {
  readonly outputs: Record<string, { readonly inputs: Record<string, unknown> }>;
}

/** What esbuild put into the bundles of the extension. */
const { outputs } = JSON.parse(readFileSync('out/meta/extension.json', 'utf8')) as Metafile;
const inputsOf = (bundle: string): string[] => Object.keys(outputs[bundle]?.inputs ?? {});

describe('the extension’s bundles', () => {
  it('hold neither onnxruntime nor a schema compiler', () => {
    const inputs = inputsOf('dist/features.js');
    assert.ok(inputs.length > 100);
    assert.deepEqual(
      inputs.filter((path) => /node_modules\/(?:onnxruntime|ajv)/.test(path)),
      [],
    );
  });

  it('keep everything but the gate for when a model config is there', () => {
    assert.deepEqual(
      inputsOf('dist/extension.js').filter((path) => !path.startsWith('src/extension/')),
      ['src/core/glance.ts'],
    );
    assert.ok(!inputsOf('dist/extension.js').includes('src/extension/features.ts'));
  });
});
