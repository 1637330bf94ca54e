/**
 * `npm run package`: layerwise-<version>.vsix, which runs everywhere and has no benchmark runtime in it; with
 * `-- --target linux-x64` the package of one platform, with onnxruntime's binaries for that platform alone.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run, scratchFolder } from './cleanup.mjs';
import { ensureHost, root } from './host.mjs';

async function main() {
  const { values } = parseArgs({ options: { target: { type: 'string' } } });
  const ignoreFile = values.target ? allowRuntime(values.target) : join(root, '.vscodeignore');
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const file = `${[name, version, values.target].filter(Boolean).join('-')}.vsix`;
  if ((await run(process.execPath, ['esbuild.js', '--production', '--without-tests'], { cwd: root })) !== 0) {
    throw new Error('The build failed; nothing is packaged.');
  }
  const vsce = join(await ensureHost({ packager: true }), '@vscode', 'vsce', 'vsce');
  const target = values.target ? ['--target', values.target] : ['--no-dependencies'];
  const args = ['package', '--out', file, '--ignoreFile', ignoreFile, ...target];
  if ((await run(process.execPath, [vsce, ...args], { cwd: root })) !== 0) {
    throw new Error('vsce made no package; its reason stands above.');
  }
  const size = (statSync(join(root, file)).size / 1024 ** 2).toFixed(1);
  console.log(`\n${file} (${size} MiB). Install it with: code --install-extension ${file}`);
}

/**
 * The allow-list of .vscodeignore and, in it, the runtime of one platform: onnxruntime-node brings the binaries of all.
 * @param {string} target as VS Code names platforms: linux-x64
 */
function allowRuntime(target) {
  const [system = '', architecture = ''] = target.split('-');
  const binaries = `node_modules/onnxruntime-node/bin/napi-v6/${system}/${architecture}`;
  if (!existsSync(join(root, binaries))) {
    throw new Error(`There is no ${binaries}. Run npm ci; if it stays away, package without --target.`);
  }
  const allowed = [
    'node_modules/onnxruntime-node/package.json',
    'node_modules/onnxruntime-node/dist/*.js',
    `${binaries}/*`,
    'node_modules/onnxruntime-common/package.json',
    'node_modules/onnxruntime-common/dist/cjs/**/*.js',
  ];
  const file = join(scratchFolder(), '.vscodeignore');
  const always = readFileSync(join(root, '.vscodeignore'), 'utf8');
  writeFileSync(file, `${always}${allowed.map((path) => `!${path}\n`).join('')}`);
  return file;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
