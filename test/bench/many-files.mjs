/**
 * `node test/bench/many-files.mjs [FILES]`: `layerwise check` over a folder of 10,000 configs, and over a tenth of them.
 * Prints time and peak memory of both; a run whose memory grew with its files would show ten times the difference. Needs
 * a build (`node esbuild.js`). Timings are printed, never asserted.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deleteFolder, scratchFolder } from '../host/cleanup.mjs';
import { root } from '../host/host.mjs';

const files = Number(process.argv[2] ?? 10_000);
const program = join(root, 'dist', 'cli.js');

/** Real configs of usual size, over and over. */
const sources = readdirSync(join(root, 'test/fixtures/configs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:json|ya?ml)$/.test(name))
  .sort()
  .map((name) => ({
    ending: name.slice(name.lastIndexOf('.')),
    text: readFileSync(join(root, 'test/fixtures/configs', name), 'utf8'),
  }))
  .filter(({ text }) => text.length < 64 * 1024);

/**
 * @param {string} folder
 * @param {number} count
 */
function makeConfigs(folder, count) {
  for (let index = 0; index < count; index++) {
    const { ending, text } = sources[index % sources.length] ?? { ending: '.json', text: '{}' };
    const file = join(folder, String(index % 100), String(index), `config${ending}`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/**
 * @param {string} folder
 * @param {string[]} flags
 * @returns {Promise<{ seconds: number, peakMiB: number, lastLine: string }>}
 */
function check(folder, flags) {
  const start = performance.now();
  // The peak is what the process itself says of its resources as it ends.
  const script = `process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS + '\\n')); process.argv.splice(1, 0, ${JSON.stringify(program)}); require(${JSON.stringify(program)});`;
  const child = spawn(process.execPath, ['-e', script, 'check', folder, ...flags], { cwd: folder });
  let tail = '';
  let log = '';
  child.stdout.on('data', (chunk) => (tail = (tail + chunk).slice(-400)));
  child.stderr.on('data', (chunk) => (log = (log + chunk).slice(-2000)));
  return new Promise((done) =>
    child.on('close', () =>
      done({
        seconds: (performance.now() - start) / 1000,
        peakMiB: Number(/^peak (\d+)$/m.exec(log)?.[1] ?? Number.NaN) / 1024,
        lastLine: tail.trimEnd().split('\n').at(-1) ?? '',
      }),
    ),
  );
}

const scratch = scratchFolder();
try {
  for (const count of [Math.ceil(files / 10), files]) {
    const folder = join(scratch, String(count));
    makeConfigs(folder, count);
    for (const flags of [[], ['--format', 'json'], ['--format', 'sarif']]) {
      const { seconds, peakMiB, lastLine } = await check(folder, flags);
      console.log(
        [
          `${count} files ${flags.at(-1) ?? 'text'}`.padEnd(22),
          `${seconds.toFixed(1)} s`.padStart(8),
          `${((1000 * seconds) / count).toFixed(1)} ms per file`.padStart(18),
          `peak ${peakMiB.toFixed(0)} MiB`.padStart(14),
          flags.length === 0 ? `  ${lastLine}` : '',
        ].join(''),
      );
    }
  }
} finally {
  deleteFolder(scratch);
}
