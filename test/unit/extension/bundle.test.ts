import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Metafile {
  readonly inputs: Record<
    string,
    {
      readonly imports: readonly {
        readonly path: string;
        readonly kind: string;
        readonly external?: boolean;
      }[];
    }
  >;
}

/** What esbuild put into dist/extension.js. */
const { inputs } = JSON.parse(readFileSync('out/meta/extension.json', 'utf8')) as Metafile;

describe('the extension’s bundle', () => {
  it('holds neither onnxruntime nor a schema compiler', () => {
    assert.deepEqual(
      Object.keys(inputs).filter((path) => /node_modules\/(?:onnxruntime|ajv)/.test(path)),
      [],
    );
  });

  it('evaluates next to nothing until a model config is there', () => {
    const reached = new Set<string>();
    const follow = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      for (const { path: next, kind, external } of inputs[path]?.imports ?? [])
        if (kind === 'import-statement' && !external) follow(next);
    };
    follow('src/extension/extension.ts');
    assert.ok(Object.keys(inputs).length > 100 && reached.size > 1);
    assert.deepEqual(
      [...reached].filter((path) => !path.startsWith('src/extension/')),
      ['src/core/glance.ts'],
    );
  });
});
