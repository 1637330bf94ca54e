/**
 * `npm start`: builds Layerwise and opens VS Code with it, on a copy of a folder of real configs. In VS Code's web
 * server unless `--desktop` asks for a window.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from './cleanup.mjs';
import { findDesktop, openDesktop } from './desktop.mjs';
import { copyWorkspace, root, startServer } from './host.mjs';

const help = `npm start -- [options]

Builds Layerwise and opens VS Code with it, on a copy of a folder of real model configs.

  --desktop   in the VS Code that is installed here, instead of in the browser
  --port N    the web server's port (default: any free one)
  --no-open   print the URL and open nothing
  --help      this text`;

async function main() {
  const { values: options } = parseArgs({
    options: {
      desktop: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (options.help) {
    console.log(help);
    return 0;
  }
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port takes a number from 0 to 65535, not ${options.port}.`);
  }
  if ((await run(process.execPath, ['esbuild.js', '--without-tests'], { cwd: root })) !== 0) {
    throw new Error('The build failed; nothing is opened.');
  }
  const workspace = copyWorkspace();
  const desktop = options.desktop ? findDesktop() : undefined;
  if (desktop) {
    console.log(`Opening ${desktop}. Close its window, or press Ctrl-C, to end.`);
    return openDesktop(desktop, [workspace, join(workspace, 'README.md')]);
  }
  if (options.desktop) {
    console.log('No desktop VS Code was found (VSCODE_PATH can name one): using the web server.');
  }
  const server = await startServer({
    port,
    token: true,
    settings: {
      'workbench.startupEditor': 'readme',
      'window.title': 'Layerwise${separator}${activeEditorShort}',
    },
  });
  const url = server.open(workspace);
  console.log(`
VS Code with Layerwise is at

    ${url}

Open qwen3-next/config.json there. Edits are to a copy and are gone afterwards. Ctrl-C ends it.`);
  if (!options['no-open']) {
    openInBrowser(url);
  }
  return server.died;
}

/**
 * With the platform's opener, where there is a display. That it fails is no failure: the URL is printed.
 * @param {string} url
 */
function openInBrowser(url) {
  const display = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  const openers = /** @type {Record<string, string[]>} */ ({
    darwin: ['open'],
    win32: ['explorer'],
    linux: display ? ['xdg-open'] : [],
  });
  const [opener] = openers[process.platform] ?? [];
  if (opener) {
    // Not through cleanup.mjs: the browser that it opens is the user's and stays.
    spawn(opener, [url], { stdio: 'ignore', detached: true })
      .on('error', () => {})
      .unref();
  }
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
