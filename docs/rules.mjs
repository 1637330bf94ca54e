/** `node docs/rules.mjs` writes rules.md from the registry of rules; with `--check` it only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { format } from 'prettier';

const require = createRequire(import.meta.url);
const outfile = new URL('../out/test/rules-page.cjs', import.meta.url).pathname;
await build({
  absWorkingDir: new URL('..', import.meta.url).pathname,
  entryPoints: ['test/unit/rules/page.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  mainFields: ['module', 'main'],
  plugins: [require('../schemas/esbuild-plugin.js')],
});

const file = new URL('rules.md', import.meta.url);
const page = await format(require(outfile).rulesPage(), { parser: 'markdown', printWidth: 110 });
if (!process.argv.includes('--check')) writeFileSync(file, page);
else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/rules.md is not what the rules say: run `node docs/rules.mjs`.');
  process.exitCode = 1;
}
