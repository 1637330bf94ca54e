/**
 * `npm test`: static checks, build, then every suite; or the suites that are named.
 *
 *     node test/run.mjs [unit] [integration] [ui] [desktop] [--grep TEXT] [--vsix FILE] [--verbose]
 *
 * Whatever goes wrong counts as a failed test, a suite that is empty or can't run too. The last line says
 * `N passed, N failed` over everything.
 */
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measured, reportCoverage } from './coverage.mjs';
import { ensureBrowser } from './host/browser.mjs';
import { run } from './host/cleanup.mjs';
import { runInDesktop } from './host/desktop.mjs';
import { ensureHost, root } from './host/host.mjs';
import { runInWebHost } from './host/integration.mjs';
import { attempt, forgetResults, readResults, resultsFile } from './results.mjs';
import { runInBrowser } from './ui/ui.mjs';

/** @typedef {import('./results.mjs').TestResult} TestResult */

const { values: options, positionals: named } = readArguments();

/**
 * In the order in which they run. Each leaves its results in out/results.
 * @type {Record<string, { needs: string[], run: () => Promise<TestResult[] | void> }>}
 */
const suites = {
  unit: { needs: ['out/test/suite.js', 'out/test/unit.js'], run: runUnit },
  integration: {
    needs: ['dist/extension.js', 'out/integration/index.js'],
    run: () => runInWebHost({ ...options, results: resultsFile('integration') }),
  },
  ui: {
    needs: ['dist/extension.js'],
    run: () => runInBrowser({ ...options, vsix: options.vsix && resolve(options.vsix) }),
  },
  desktop: {
    needs: ['dist/extension.js', 'out/integration/index.js'],
    run: () => runInDesktop({ ...options, results: resultsFile('desktop') }),
  },
};

const total = { passed: 0, failed: 0 };

/** @type {Promise<unknown> | undefined} */
let downloads;

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        grep: { type: 'string' },
        vsix: { type: 'string' },
        verbose: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    console.log(`${error instanceof Error ? error.message : String(error)}\n\n0 passed, 1 failed`);
    process.exit(2);
  }
}

async function main() {
  const unknown = named.find((name) => !(name in suites));
  if (unknown) {
    throw new Error(`There is no suite ${unknown}. There are: ${Object.keys(suites).join(', ')}.`);
  }
  const everything = named.length === 0;
  const chosen = Object.entries(suites).filter(([name]) =>
    everything ? name !== 'desktop' : named.includes(name),
  );
  if (chosen.some(([name]) => name === 'integration' || name === 'ui')) {
    // Both download on a fresh machine: let them, while the checks run. Whoever needs them hears of a failure.
    downloads = Promise.allSettled([ensureHost(), ensureBrowser()]);
  }
  if (everything) {
    await measure('static checks', () => Promise.all(checks().map(check)));
  }
  if ((await run(process.execPath, ['esbuild.js'], { cwd: root })) !== 0) {
    report('build', [{ title: 'node esbuild.js', state: 'failed', milliseconds: 0 }]);
  }
  for (const [name, suite] of chosen) {
    await measure(`${name} suite`, async () => {
      const missing = suite.needs.find((file) => !existsSync(join(root, file)));
      if (missing) {
        throw new Error(`Not run: there is no ${missing}.`);
      }
      forgetResults(name);
      const more = await suite.run();
      return [...readResults(name), ...(more ?? [])];
    });
  }
}

/**
 * The steps of `npm run check`, each a test of its own.
 * @returns {{ title: string, command: string }[]}
 */
function checks() {
  /** @type {Record<string, string>} */
  const titles = { tsc: 'types', oxlint: 'lint', prettier: 'format' };
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return scripts.check.split(' && ').map((/** @type {string} */ command) => {
    const tool = command.split(' ', 1)[0] ?? '';
    const project = / -p (\S+)/.exec(command)?.[1];
    return { title: [titles[tool] ?? tool, project].filter(Boolean).join(' of '), command };
  });
}

/**
 * @param {{ title: string, command: string }} check
 * @returns {Promise<TestResult>}
 */
async function check({ title, command }) {
  const start = performance.now();
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
  const code = await run(command, [], { cwd: root, shell: true, env: { ...process.env, PATH: path } });
  const milliseconds = Math.round(performance.now() - start);
  return code === 0
    ? { title, state: 'passed', milliseconds }
    : {
        title,
        state: 'failed',
        milliseconds,
        error: `${command} (exit code ${code}); what it found stands above.`,
      };
}

/** The unit and oracle tests; unless only some are wanted, with what they cover of src/core. */
async function runUnit() {
  const bundle = 'out/test/unit.js';
  const mode = options.grep ? { LAYERWISE_GREP: options.grep } : measured();
  const env = { ...process.env, LAYERWISE_RESULTS: resultsFile('unit'), ...mode };
  await run(process.execPath, ['--enable-source-maps', 'out/test/suite.js', bundle], { cwd: root, env });
  return options.grep ? [] : [await attempt('coverage of src/core', () => reportCoverage(bundle))];
}

/**
 * Runs a group of tests and shows what became of them.
 * @param {string} title
 * @param {() => Promise<TestResult[]>} group
 */
async function measure(title, group) {
  const start = performance.now();
  console.log(`\n${title}`);
  /** @type {TestResult[]} */
  let results;
  try {
    results = await group();
    if (!results.some(({ state }) => state !== 'skipped')) {
      throw new Error('Not one test ran.');
    }
  } catch (error) {
    const text = error instanceof Error ? (options.verbose ? error.stack : error.message) : String(error);
    results = [{ title: `the ${title} runs`, state: 'failed', milliseconds: 0, error: text ?? '' }];
  }
  report(title, results);
  console.log(`  ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/**
 * A short group is listed; of a long one only what failed, unless told otherwise.
 * @param {string} title
 * @param {TestResult[]} results
 */
function report(title, results) {
  const marks = { passed: '✓', failed: '✗', skipped: '–' };
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const { title: test, state, milliseconds, error } of results) {
    count[state] += 1;
    if (state === 'failed' || options.verbose || results.length <= 40) {
      console.log(`  ${marks[state]} ${test} (${state === 'skipped' ? 'skipped' : `${milliseconds} ms`})`);
    }
    if (error) {
      // A comparison of two long texts would fill screens.
      const lines = error.split('\n').map((line) => `      ${line.slice(0, 500)}`);
      console.log(lines.slice(0, 80).join('\n'));
    }
  }
  total.passed += count.passed;
  total.failed += count.failed;
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped (--verbose lists them)` : '';
  console.log(`  ${title}: ${count.passed} passed, ${count.failed} failed${skipped}`);
}

try {
  await main();
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  total.failed += 1;
}
// A package manager that is still at work is not left behind.
await downloads;
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
