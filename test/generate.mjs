/** `npm run generate`: rewrites what repeats the code, in package.json and the project file's schema. See manifest.ts. */
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

const { regenerate, regenerateProjectSchema } = require(outfile);
await rewrite('package.json', regenerate, 'json-stringify');
await rewrite('schemas/project.schema.json', regenerateProjectSchema, 'json');

/**
 * @param {string} name
 * @param {(content: object) => object} regenerated
 * @param {string} parser
 */
async function rewrite(name, regenerated, parser) {
  const file = join(root, name);
  const text = JSON.stringify(regenerated(JSON.parse(readFileSync(file, 'utf8'))), null, 2);
  writeFileSync(file, await format(text, { parser, printWidth: 110 }));
}
