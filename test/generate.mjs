/** `npm run generate`: rewrites the parts of package.json that repeat what the code says. See manifest.ts. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { format } from 'prettier';
import { root } from './host/host.mjs';

const require = createRequire(import.meta.url);
const outfile = join(root, 'out', 'test', 'manifest.js');
await build({
  absWorkingDir: root,
  entryPoints: ['test/manifest.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  mainFields: ['module', 'main'],
  plugins: [require('../schemas/esbuild-plugin.js')],
});

const file = join(root, 'package.json');
const manifest = JSON.parse(readFileSync(file, 'utf8'));
const text = JSON.stringify(require(outfile).regenerate(manifest), null, 2);
writeFileSync(file, await format(text, { parser: 'json-stringify' }));
