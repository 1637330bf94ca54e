/** What the unit tests cover of src/core, measured by V8 and told by c8 (.c8rc.json says how, and what is too little). */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './host/cleanup.mjs';
import { root } from './host/host.mjs';

const raw = join(root, 'out', 'coverage');

/** Forgets earlier runs, and gives the environment in which a Node process is measured. */
export function measured() {
  rmSync(raw, { recursive: true, force: true });
  mkdirSync(raw, { recursive: true });
  return { NODE_V8_COVERAGE: raw };
}

/**
 * Prints a summary, writes coverage/, and throws where too little is covered.
 * @param {string} bundle the file that was measured, in the repository
 */
export async function reportCoverage(bundle) {
  const scripts = readdirSync(raw).flatMap((name) => prepare(join(raw, name), `/${bundle}`));
  if (scripts.length === 0) {
    throw new Error(`Nothing was measured of ${bundle}.`);
  }
  if ((await run(process.execPath, ['node_modules/c8/bin/c8.js', 'report'], { cwd: root })) !== 0) {
    throw new Error('Below the threshold in .c8rc.json. Line by line: coverage/index.html');
  }
}

/**
 * Leaves in a file of V8's only the bundle, and names its sources by path. Node names them by URL, which c8 takes for
 * paths outside of src/core when it counts; it would then report every line as covered.
 * @param {string} file
 * @param {string} bundle
 * @returns {unknown[]} what was left
 */
function prepare(file, bundle) {
  const coverage = JSON.parse(readFileSync(file, 'utf8'));
  const result = coverage.result.filter((/** @type {{ url: string }} */ { url }) => url.endsWith(bundle));
  for (const map of Object.values(coverage['source-map-cache'])) {
    if (map.data) {
      map.data.sources = map.data.sources.map((/** @type {string} */ source) =>
        source.startsWith('file:') ? fileURLToPath(source) : source,
      );
    }
  }
  writeFileSync(file, JSON.stringify({ ...coverage, result }));
  return result;
}
