/** Runs the tests of this folder in one browser, a few at a time. */
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launchBrowser } from '../host/browser.mjs';
import { attempt, writeResults } from '../results.mjs';
import { Editor } from './page.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const limit = 120_000;

/** @param {{ grep?: string | undefined, vsix?: string | undefined, verbose?: boolean }} options */
export async function runInBrowser({ grep = '', vsix, verbose = false }) {
  const browser = await launchBrowser();
  const tests = (await load()).filter(([title]) => title.includes(grep));
  /** @type {import('../results.mjs').TestResult[]} */
  const results = [];
  const queue = tests.entries();
  // An editor keeps one core busy while it loads, and waits a lot afterwards.
  const lanes = Math.min(4, availableParallelism());
  try {
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        for (const [index, [title, test]] of queue) {
          results[index] = await attempt(title, () => runTest(title, test));
        }
      }),
    );
  } finally {
    await browser.close();
  }
  writeResults('ui', results);

  /**
   * @param {string} title
   * @param {import('./page.mjs').UiTests[string]} test
   */
  async function runTest(title, test) {
    /** @type {Editor[]} */
    const editors = [];
    await withPicture(
      title,
      editors,
      test(async (file, options) => {
        const editor = await Editor.open(browser, file, { verbose, ...(vsix && { vsix }), ...options });
        editors.push(editor);
        return editor;
      }),
    );
  }
}

/** @returns {Promise<[string, import('./page.mjs').UiTests[string]][]>} */
async function load() {
  const files = readdirSync(here).filter((name) => name.endsWith('.ui.mjs'));
  const modules = await Promise.all(files.sort().map((name) => import(pathToFileURL(join(here, name)).href)));
  return modules.flatMap(({ tests }) => Object.entries(tests));
}

/**
 * Waits for a test; what it left on the screen when it failed is kept as a picture.
 * @param {string} title
 * @param {Editor[]} editors
 * @param {Promise<void>} test
 */
async function withPicture(title, editors, test) {
  try {
    await Promise.race([
      test,
      new Promise((_, reject) => {
        setTimeout(() => reject(new Error(`Not done after ${limit / 1000} s.`)), limit).unref();
      }),
    ]);
  } catch (error) {
    const name = `failed-${title.replaceAll(/\W+/g, '-')}`;
    await editors.at(-1)?.screenshot(name);
    throw error;
  } finally {
    await Promise.all(editors.map((editor) => editor.close()));
  }
}
