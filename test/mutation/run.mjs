/** `node test/mutation/run.mjs` breaks every config in every known way and writes docs/mutation.md; `--check` only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { format } from 'prettier';
import { root } from '../host/host.mjs';

const require = createRequire(import.meta.url);
const outfile = join(root, 'out', 'test', 'mutation.cjs');
await build({
  absWorkingDir: root,
  entryPoints: ['test/mutation/page.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  mainFields: ['module', 'main'],
  plugins: [require('../../schemas/esbuild-plugin.js')],
});

process.chdir(root);
const start = performance.now();
const page = await format(require(outfile).mutationPage(), { parser: 'markdown', printWidth: 110 });
const file = join(root, 'docs', 'mutation.md');
const summary = /\*\*(.+?)\*\*(.+)/.exec(page)?.slice(1).join('') ?? '';
console.log(`${summary} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
if (!process.argv.includes('--check')) {
  writeFileSync(file, page);
} else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/mutation.md is not what the rules say now: run `node test/mutation/run.mjs`.');
  process.exitCode = 1;
}
