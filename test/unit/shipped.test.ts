import * as assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import picomatch from 'picomatch/posix';

const read = (file: string): string => readFileSync(file, 'utf8');

/** Strings of a value that look like files of this repository. */
function filesIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return /^(\.\/)?[\w-]+\/[\w./-]+\.\w+$/.test(value) ? [value.replace(/^\.\//, '')] : [];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(filesIn) : [];
}

describe('.vscodeignore', () => {
  const manifest = JSON.parse(read('package.json')) as object;
  const allowed = [...read('.vscodeignore').matchAll(/^!(.+)$/gm)].map(([, glob]) => glob ?? '');
  const isShipped = picomatch(allowed);

  it('is a list of what is shipped: everything else stays out', () => {
    assert.match(read('.vscodeignore'), /^\*\*$/m);
    assert.ok(!isShipped('src/core/analyse.ts') && !isShipped('test/run.mjs'));
  });

  it('ships each file that the manifest names, and that file is there', () => {
    const files = filesIn({ ...manifest, scripts: undefined });
    assert.ok(files.includes('dist/extension.js') && files.includes('media/icon.png'), files.join());
    assert.deepEqual(
      files.filter((file) => !isShipped(file)),
      [],
    );
    assert.deepEqual(
      files.filter((file) => !existsSync(file)),
      [],
    );
  });
});
