/** Runs out/integration inside the extension host of a real VS Code, served to a browser without a window. */
import { dirname, join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { deleteFolder } from './cleanup.mjs';
import { copyWorkspace, root, startServer } from './host.mjs';

const limit = 600_000;

/**
 * Resolves when the suite has ended, with or without failures: those are in the results it wrote.
 * @param {{ results: string, grep?: string | undefined, verbose?: boolean }} options `results`: the file they go to
 */
export async function runInWebHost({ results, grep, verbose = false }) {
  const workspace = copyWorkspace();
  const env = { LAYERWISE_RESULTS: results, ...(grep && { LAYERWISE_GREP: grep }) };
  const [server, browser] = await Promise.all([startServer({ bare: true, env, verbose }), launchBrowser()]);
  /** @type {string[]} */
  const log = [];
  try {
    const page = await browser.newPage();
    const ended = new Promise((resolve, reject) => {
      page.once('crash', () => reject(new Error('The browser’s page crashed.')));
      setTimeout(() => reject(new Error(`The suite did not end in ${limit / 1000} s.`)), limit).unref();
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.exposeFunction(
      'codeAutomationLog',
      (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
        log.push(`${type}: ${args.join(' ')}`.slice(0, 2000));
        if (verbose) {
          console.error(log.at(-1));
        }
      },
    );
    await page.goto(
      server.open(workspace, [
        ['skipWelcome', 'true'],
        ['extensionDevelopmentPath', server.remote(root)],
        ['extensionTestsPath', server.remote(join(root, 'out', 'integration', 'index.js'))],
      ]),
    );
    await Promise.race([ended, server.died]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}\n${log.slice(-30).join('\n')}`, {
      cause: error,
    });
  } finally {
    await browser.close();
    server.stop();
    deleteFolder(dirname(workspace));
  }
}
