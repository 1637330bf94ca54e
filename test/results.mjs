/** How suites hand over what became of their tests, and how that is shown. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './host/host.mjs';

/**
 * @typedef {object} TestResult
 * @property {string} title
 * @property {'passed' | 'failed' | 'skipped'} state
 * @property {number} milliseconds
 * @property {string} [error]
 */

const folder = join(root, 'out', 'results');

/** @param {string} suite */
export function resultsFile(suite) {
  return join(folder, `${suite}.json`);
}

/**
 * Forgets the last run, so that a suite which dies can't be judged by it.
 * @param {string} suite
 */
export function forgetResults(suite) {
  rmSync(resultsFile(suite), { force: true });
}

/**
 * @param {string} suite
 * @returns {TestResult[]}
 */
export function readResults(suite) {
  if (!existsSync(resultsFile(suite))) {
    throw new Error('The suite ended without results: it crashed, or never started.');
  }
  return JSON.parse(readFileSync(resultsFile(suite), 'utf8'));
}

/**
 * @param {string} suite
 * @param {TestResult[]} results
 */
export function writeResults(suite, results) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(resultsFile(suite), JSON.stringify(results));
}

/**
 * @param {string} title
 * @param {() => unknown} test
 * @returns {Promise<TestResult>}
 */
export async function attempt(title, test) {
  const start = performance.now();
  /** @param {Pick<TestResult, 'state' | 'error'>} outcome */
  const result = (outcome) => ({ title, milliseconds: Math.round(performance.now() - start), ...outcome });
  try {
    await test();
    return result({ state: 'passed' });
  } catch (error) {
    return result({
      state: 'failed',
      error: stripVTControlCharacters(
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      ),
    });
  }
}
